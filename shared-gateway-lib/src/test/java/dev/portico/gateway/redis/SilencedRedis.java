package dev.portico.gateway.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a real server. It can fall silent: what it accepts then, and what was open, stays open and
 * says nothing any more, as a host that has lost its power behind a firewall does.
 */
final class SilencedRedis implements AutoCloseable {

    private final ServerSocket server;
    private final URI behind;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile boolean silent;
    private volatile Duration held = Duration.ZERO;

    SilencedRedis(RealRedis redis) {
        this.behind = URI.create(redis.url());
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** Those that are open say nothing from now on, and never will; new ones speak. */
    void silenceWhatIsOpen() {
        generation.incrementAndGet();
    }

    /** None speaks, neither those that are open nor new ones. */
    void silenceAll() {
        silent = true;
        silenceWhatIsOpen();
    }

    /** New ones speak again. */
    void speak() {
        silent = false;
        generation.incrementAndGet();
    }

    /** Those that are opened from now on say nothing at first, as one that has much to do for a handshake. */
    void holdUp(Duration time) {
        held = time;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var redis = new Socket(behind.getHost(), behind.getPort());
                var born = silent ? -1 : generation.get();
                var speaks = System.nanoTime() + held.toNanos();
                Thread.startVirtualThread(() -> pass(client, redis, born, speaks));
                Thread.startVirtualThread(() -> pass(redis, client, born, speaks));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pass(Socket from, Socket to, int born, long speaks) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var octets = new byte[8192];
            for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
                for (var left = speaks - System.nanoTime(); left > 0; left = speaks - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (generation.get() == born) {
                    out.write(octets, 0, read);
                }
            }
        } catch (IOException over) {
            // one side has closed
        }
    }
}
