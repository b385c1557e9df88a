package dev.portico.gateway.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Goes with content that is written again and again, so that it is compressed once. Safe for use by any thread. */
public final class Codings {

    private volatile @Nullable Buffer gzip;

    /** @param compress makes it the first time; two threads at once may both */
    public Buffer gzip(Buffer content, UnaryOperator<Buffer> compress) {
        var made = gzip;
        if (made == null) {
            made = compress.apply(content);
            gzip = made;
        }
        return made;
    }
}
