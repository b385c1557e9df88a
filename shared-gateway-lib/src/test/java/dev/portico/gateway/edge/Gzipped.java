package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.gateway.wire.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** Reads what came compressed. */
final class Gzipped {

    private Gzipped() {}

    static String text(Answer answer) {
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(answer.content().getBytes()))) {
            return new String(gzip.readAllBytes(), UTF_8);
        } catch (IOException noGzip) {
            throw new UncheckedIOException(noGzip);
        }
    }
}
