package dev.portico.demo.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends a request byte for byte, as no well-behaved client would, and reads the answer until the connection closes. */
public final class RawHttp {

    private RawHttp() {}

    public static String send(URI app, String request) {
        try (var socket = new Socket(app.getHost(), app.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** A GET of exactly this target, with the given header lines. */
    public static String get(URI app, String target, String... lines) {
        var head = new StringBuilder(
                "GET " + target + " HTTP/1.1\r\nHost: " + app.getHost() + "\r\nConnection: close\r\n");
        for (var line : lines) {
            head.append(line).append("\r\n");
        }
        return send(app, head.append("\r\n").toString());
    }
}
