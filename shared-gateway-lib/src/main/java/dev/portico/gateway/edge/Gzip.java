package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
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

    /** Done once for content that is written more than once. */
    static Buffer whole(Body.Whole body) {
        return body.codings() == null ? whole(body.content()) : body.codings().gzip(body.content(), Gzip::whole);
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
