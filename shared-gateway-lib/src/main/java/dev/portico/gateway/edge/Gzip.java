package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compresses content bit by bit (RFC 1952), so that whoever reads it gets each bit when it comes. For one thread. */
final class Gzip {

    private static final int BUFFER_BYTES = 4096;

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream(BUFFER_BYTES);
    private final GZIPOutputStream gzip;

    Gzip() {
        try {
            gzip = new GZIPOutputStream(compressed, BUFFER_BYTES, true);
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
    }

    /**
     * Done once for content that is written more than once, and by a worker thread where it would hold an event loop up; then
     * it completes on any thread. On an event loop.
     */
    static Future<Buffer> whole(Body.Whole body) {
        return body.codings() == null ? made(body.content()) : body.codings().gzip(() -> made(body.content()));
    }

    private static Future<Buffer> made(Buffer content) {
        return content.length() > Pieces.BYTES
                ? Vertx.currentContext().executeBlocking(() -> whole(content), false)
                : Future.succeededFuture(whole(content));
    }

    static Buffer whole(Buffer content) {
        var gzip = new Gzip();
        gzip.write(content);
        return gzip.end();
    }

    Buffer part(Buffer content) {
        try {
            write(content);
            gzip.flush();
            return taken();
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
    }

    /** The end of the content; what was held for it is let go. */
    Buffer end() {
        try {
            gzip.close();
            return taken();
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
    }

    private void write(Buffer content) {
        try {
            gzip.write(content.getBytes());
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
    }

    private Buffer taken() {
        var taken = Buffer.buffer(compressed.toByteArray());
        compressed.reset();
        return taken;
    }
}
