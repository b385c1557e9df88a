package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.FilterStream;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.shaping.JsonTrimmer;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's JSON body, trimmed as it streams by at the pace of whoever reads it; it fails with {@link UpstreamFailure}
 * where it is no sound JSON, or breaks off.
 */
final class TrimmedBody extends FilterStream {

    private final JsonTrimmer trimmer;
    private boolean over;
    private @Nullable Handler<Buffer> onPart;
    private @Nullable Handler<Throwable> onFailure;

    TrimmedBody(ReadStream<Buffer> body, JsonTrimmer trimmer) {
        super(body);
        this.trimmer = trimmer;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        onPart = handler;
        source.handler(handler == null ? null : part -> handOn(() -> trimmer.part(part.getBytes())));
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(handler == null ? null : end -> end(handler));
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        onFailure = handler;
        source.exceptionHandler(
                handler == null
                        ? null
                        : broken ->
                                fail(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "the body broke off", broken)));
        return this;
    }

    private void end(Handler<Void> handler) {
        handOn(trimmer::end);
        if (!over) {
            over = true;
            trimmer.close();
            handler.handle(null);
        }
    }

    private void handOn(Supplier<byte[]> trimmed) {
        if (over) {
            return;
        }
        try {
            var left = trimmed.get();
            if (left.length > 0 && onPart != null) {
                onPart.handle(Buffer.buffer(left));
            }
        } catch (UpstreamFailure unsound) {
            fail(unsound);
        }
    }

    private void fail(UpstreamFailure why) {
        if (!over) {
            over = true;
            trimmer.close();
            if (onFailure != null) {
                onFailure.handle(why);
            }
        }
    }
}
