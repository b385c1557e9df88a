package dev.portico.demo.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks an app, from an address of its own among those that lead to this machine (RFC 1122, 3.2.1.3), so that it uses up no
 * limit of another client's. Where the system knows only one of them, all share that.
 */
final class ScreenClient implements AutoCloseable {

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private final URI app;
    private final HttpClient client;

    ScreenClient(URI app) {
        this.app = app;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .localAddress(anAddress())
                .build();
    }

    private static InetAddress anAddress() {
        var number = CLIENTS.incrementAndGet();
        try {
            var address =
                    InetAddress.getByAddress(new byte[] {127, 1, (byte) (number / 200), (byte) (1 + number % 200)});
            try (var free = new ServerSocket(0, 1, address)) {
                return free.getInetAddress();
            }
        } catch (IOException unknownHere) {
            return InetAddress.getLoopbackAddress();
        }
    }

    HttpResponse<byte[]> ask(ScreenRequest request) throws IOException {
        try {
            return client.send(request.to(app), BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
