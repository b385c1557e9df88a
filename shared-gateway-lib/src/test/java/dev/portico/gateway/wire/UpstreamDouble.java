package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service behind the gateway: it records each request as it stood on the wire and answers with the bytes of a script, or
 * with a small text where its path has none.
 */
public final class UpstreamDouble implements AutoCloseable {

    /** How one request is answered, beginning right after its head has been read. */
    @FunctionalInterface
    public interface Script {
        void serve(Peer peer) throws IOException;
    }

    private final ServerSocket listening;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    private UpstreamDouble(ServerSocket listening) {
        this.listening = listening;
    }

    public static UpstreamDouble start() {
        try {
            var listening = new ServerSocket();
            listening.setReceiveBufferSize(64 * 1024);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
            var upstream = new UpstreamDouble(listening);
            Thread.ofVirtual().start(upstream::accept);
            return upstream;
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Answers requests to a path, query left aside, with a script from now on. */
    public void on(String path, Script script) {
        scripts.put(path, script);
    }

    /** Answers requests to a path with these bytes once they have been read. */
    public void answer(String path, String bytes) {
        on(path, peer -> {
            peer.readBody();
            peer.send(bytes);
        });
    }

    /** The next request that has not been asked for yet. */
    public Seen next() {
        try {
            var next = seen.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the upstream saw nothing");
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** All that came in and has not been asked for. */
    public List<Seen> drain() {
        var all = new ArrayList<Seen>();
        seen.drainTo(all);
        return all;
    }

    /** How many connections have been made to this double. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                socket.setTcpNoDelay(true);
                var number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var octets = new Octets(in);
            for (var head = octets.head(); !head.text().isEmpty(); head = octets.head()) {
                var request = new Seen(head.text(), new CompletableFuture<>(), number);
                seen.add(request);
                var peer = new Peer(socket, in, request);
                scripts.getOrDefault(path(peer.target()), UpstreamDouble::echo).serve(peer);
                if (socket.isClosed()) {
                    return;
                }
                peer.readBody();
            }
        } catch (IOException gone) {
            // The gateway may close its connections as it likes; what it did send is recorded.
        }
    }

    private static String path(String target) {
        var mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Tells the method and the target that arrived, and the body. */
    private static void echo(Peer peer) throws IOException {
        var line = peer.request().startLine();
        var text = line.substring(0, line.lastIndexOf(' '));
        var body = peer.readBody();
        var content = body.length == 0 ? text : text + " " + new String(body, ISO_8859_1);
        var head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + content.length() + "\r\n\r\n";
        peer.send(line.startsWith("HEAD ") ? head : head + content);
    }
}
