package dev.portico.gateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection that is being made or is there, with a client of its own. Commands are pipelined on it. Closing it ends its
 * sockets at once, even where the other end says nothing any more, which the client's shared pool would wait for.
 */
final class Link {

    /** Making a connection may take a name server, a handshake of TLS and a log-in; commands do not wait that long. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Redis client;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Promise<RedisConnection> connecting = Promise.promise();

    private Link(Redis client) {
        this.client = client;
    }

    /** @param lost told when the connection cannot be made or has ended */
    static Link open(Vertx vertx, Redis client, Consumer<Link> lost) {
        var link = new Link(client);
        var timer = vertx.setTimer(
                LONGEST.toMillis(), late -> link.connecting.tryFail(new TimeoutException("no connection in time")));
        link.connecting.future().onComplete(done -> vertx.cancelTimer(timer)).onFailure(never -> lost.accept(link));
        client.connect().onSuccess(link::made).onFailure(link.connecting::tryFail);
        link.connecting.future().onSuccess(connection -> {
            connection.exceptionHandler(broken -> lost.accept(link));
            connection.endHandler(ended -> lost.accept(link));
        });
        return link;
    }

    private void made(RedisConnection connection) {
        if (!connecting.tryComplete(connection)) {
            close();
        }
    }

    Future<RedisConnection> connection() {
        return connecting.future();
    }

    void close() {
        connecting.tryFail("closed");
        if (closed.compareAndSet(false, true)) {
            client.close();
        }
    }
}
