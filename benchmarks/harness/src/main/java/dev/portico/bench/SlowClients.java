package dev.portico.bench;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Connections that ask for a large answer and read a little of it now and then. */
final class SlowClients implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 4096;
    private static final long PAUSE_MS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();

    private final int port;
    private final String path;
    private final int count;

    SlowClients(int port, String path, int count) {
        this.port = port;
        this.path = path;
        this.count = count;
    }

    /** Returns once all are connected. */
    void connect() throws InterruptedException {
        var client = vertx.createNetClient(
                new NetClientOptions().setReceiveBufferSize(RECEIVE_BUFFER).setReconnectAttempts(3));
        var request = "GET " + path + " HTTP/1.1\r\nHost: bench\r\n\r\n";
        for (var i = 0; i < count; i++) {
            client.connect(port, "127.0.0.1").onSuccess(socket -> {
                socket.pause();
                socket.write(request);
                sockets.add(socket);
            });
        }
        vertx.setPeriodic(PAUSE_MS, tick -> sockets.forEach(socket -> socket.fetch(1)));
        for (var waited = 0; sockets.size() < count && waited < 100; waited++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (sockets.size() < count) {
            throw new Trouble("Only " + sockets.size() + " of " + count + " slow clients could connect.");
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
