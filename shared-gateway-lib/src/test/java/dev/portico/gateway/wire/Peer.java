package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;

/** The upstream's end of a connection while one request is answered on it. */
public final class Peer {

    private final Socket socket;
    private final InputStream in;
    private final Seen request;

    Peer(Socket socket, InputStream in, Seen request) {
        this.socket = socket;
        this.in = in;
        this.request = request;
    }

    public Seen request() {
        return request;
    }

    /** The target's path and query. */
    public String target() {
        return request.startLine().split(" ", -1)[1];
    }

    /** Reads the body as the head frames it. */
    public byte[] readBody() throws IOException {
        if (request.content().isDone()) {
            return request.content().join();
        }
        var octets = new Octets(in);
        var head = new Octets.Head(request.head());
        var body = head.chunked() ? octets.chunks(new ArrayList<>()) : octets.exactly(Math.max(0, head.length()));
        request.content().complete(body);
        return body;
    }

    /** Reads and forgets so many bytes of what the gateway sends. */
    public void skip(long bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Waits until the gateway ends the connection; what it still sends is forgotten. */
    public void awaitEnd() {
        try {
            in.skip(Long.MAX_VALUE);
            while (in.read() >= 0) {
                in.skip(Long.MAX_VALUE);
            }
        } catch (IOException reset) {
            // This is an end, too.
        }
    }

    /** Ends the connection in the rudest way. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public void close() throws IOException {
        socket.close();
    }
}
