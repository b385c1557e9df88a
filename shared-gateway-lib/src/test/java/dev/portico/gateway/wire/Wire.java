package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A client's end of a connection: it sends exactly the bytes that it is told to send. */
public final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Octets octets;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.octets = new Octets(in);
    }

    public static Wire to(URI server) {
        return to(server, 64 * 1024);
    }

    /** @param window the size of the receive buffer, which bounds what arrives before it is read */
    public static Wire to(URI server, int window) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(window);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            return new Wire(socket);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Lines as they stand in a head, with the empty line after them. */
    public static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** A chunk of a chunked body; an empty one ends it. */
    public static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }

    public Wire send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public Wire send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends the sending direction; the other stays open. */
    public Wire endSending() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next final answer with the interim ones before it. */
    public Answer answer() {
        return answer(false);
    }

    /** The answer to a HEAD request, which has no body whatever its head says. */
    public Answer answerToHead() {
        return answer(true);
    }

    /** The next head, interim or final, without what follows it. */
    public String nextHead() {
        try {
            return octets.head().text();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next chunk of a chunked body whose head has been read. */
    public String nextChunk() {
        try {
            return new String(octets.chunk(), ISO_8859_1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Answer answer(boolean toHead) {
        try {
            var interims = new ArrayList<String>();
            var head = octets.head();
            while (head.startLine().startsWith("HTTP/1.1 1")) {
                interims.add(head.text());
                head = octets.head();
            }
            var trailers = new ArrayList<String>();
            return new Answer(interims, head.text(), Buffer.buffer(body(head, toHead, trailers)), trailers);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] body(Octets.Head head, boolean toHead, List<String> trailers) throws IOException {
        var status = head.startLine().substring(9, 12);
        if (toHead || status.equals("204") || status.equals("304")) {
            return new byte[0];
        }
        if (head.chunked()) {
            return octets.chunks(trailers);
        }
        return head.length() >= 0 ? octets.exactly(head.length()) : octets.untilEnd();
    }

    /** Reads so many bytes and forgets them. */
    public Wire skip(long bytes) {
        try {
            in.skipNBytes(bytes);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Everything until the other end closes. */
    public String rest() {
        try {
            return new String(octets.untilEnd(), ISO_8859_1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether the other end closes the connection, with nothing more said. */
    public boolean closes() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Goes away in the rudest way, with a reset. */
    public void vanish() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
