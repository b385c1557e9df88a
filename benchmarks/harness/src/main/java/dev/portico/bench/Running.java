package dev.portico.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A gateway that was started; closing ends it. */
record Running(Peer peer, Process process, int port) implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** Waits for the first good answer; of what speaks only HTTP/2, for an open port. */
    void awaitAnswer(Suite.Protocol protocol) throws InterruptedException {
        var until = System.nanoTime() + START.toNanos();
        while (!answers(protocol)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new Trouble(peer.name() + " does not answer; its logs are in benchmarks/target.");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private boolean answers(Suite.Protocol protocol) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            if (protocol == Suite.Protocol.H2C) {
                return true;
            }
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write("GET /plain/item HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return head.equals("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        tree().end();
    }
}
