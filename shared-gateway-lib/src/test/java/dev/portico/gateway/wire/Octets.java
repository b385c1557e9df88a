package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads messages of HTTP/1.1 (RFC 9112) off a stream, strictly. */
final class Octets {

    private final InputStream in;

    Octets(InputStream in) {
        this.in = in;
    }

    /** A start line with its header fields. */
    record Head(String text) {

        String startLine() {
            return text.substring(0, text.indexOf("\r\n"));
        }

        List<String> fields(String name) {
            var values = new ArrayList<String>();
            for (var line : text.split("\r\n", -1)) {
                var colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                    values.add(line.substring(colon + 1).strip());
                }
            }
            return values;
        }

        boolean chunked() {
            return fields("Transfer-Encoding").contains("chunked");
        }

        long length() {
            var declared = fields("Content-Length");
            return declared.isEmpty() ? -1 : Long.parseLong(declared.getFirst());
        }
    }

    /** The next head, up to and including its empty line; an empty one where the stream has ended before it. */
    Head head() throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!endsHead(bytes)) {
            var b = in.read();
            if (b < 0) {
                if (bytes.size() == 0) {
                    return new Head("");
                }
                throw new EOFException("ended within a head: " + bytes.toString(ISO_8859_1));
            }
            bytes.write(b);
        }
        return new Head(bytes.toString(ISO_8859_1));
    }

    private static boolean endsHead(ByteArrayOutputStream bytes) {
        return bytes.size() >= 4 && bytes.toString(ISO_8859_1).endsWith("\r\n\r\n");
    }

    String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("ended within a line");
            }
            bytes.write(b);
        }
        return bytes.toString(ISO_8859_1).strip();
    }

    byte[] exactly(long length) throws IOException {
        var bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("ended after " + bytes.length + " of " + length + " bytes of a body");
        }
        return bytes;
    }

    byte[] untilEnd() throws IOException {
        return in.readAllBytes();
    }

    /** A chunked body; the lines of its trailer are added to {@code trailers}. */
    byte[] chunks(List<String> trailers) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            body.write(chunk);
        }
        for (var line = line(); !line.isEmpty(); line = line()) {
            trailers.add(line);
        }
        return body.toByteArray();
    }

    /** The next chunk, empty for the last one, whose trailer is not read yet. */
    byte[] chunk() throws IOException {
        var size = Integer.parseInt(line(), 16);
        var chunk = exactly(size);
        if (size > 0) {
            line();
        }
        return chunk;
    }
}
