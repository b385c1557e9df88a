package dev.portico.gateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is being made or is there, with a client of its own. Commands are pipelined on it. Closing it ends its
 * sockets at once, even where the other end says nothing any more, which the client's shared pool would wait for.
 */
final class Link {

    /** Making a connection may take a name server, a handshake of TLS and a log-in; commands do not wait that long. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean blamed = new AtomicBoolean();
    private final AtomicLong heard = new AtomicLong();
    private final Promise<RedisConnection> connecting = Promise.promise();

    private volatile boolean slow;

    /** Null until there is one: making it reads configuration, which may fail. */
    private volatile @Nullable Redis client;

    private final int turn;

    private Link(int turn) {
        this.turn = turn;
    }

    /**
     * @param turn what the client is made for
     * @param lost told when the connection cannot be made or has ended
     */
    static Link open(Vertx vertx, int turn, IntFunction<Redis> clients, Consumer<Link> lost) {
        var link = new Link(turn);
        var timer = vertx.setTimer(
                LONGEST.toMillis(), late -> link.connecting.tryFail(new TimeoutException("no connection in time")));
        link.connecting.future().onComplete(done -> vertx.cancelTimer(timer)).onFailure(never -> lost.accept(link));
        link.connect(clients);
        link.connecting.future().onSuccess(connection -> {
            connection.exceptionHandler(broken -> lost.accept(link));
            connection.endHandler(ended -> lost.accept(link));
        });
        return link;
    }

    private void connect(IntFunction<Redis> clients) {
        try {
            var made = clients.apply(turn);
            client = made;
            made.connect().onSuccess(this::made).onFailure(connecting::tryFail);
        } catch (RuntimeException impossible) {
            connecting.tryFail(impossible);
        }
    }

    private void made(RedisConnection connection) {
        hears();
        if (!connecting.tryComplete(connection)) {
            close();
        }
    }

    int turn() {
        return turn;
    }

    /** Fails with a {@link CancellationException} where it was closed before it was made. */
    Future<RedisConnection> connection() {
        return connecting.future();
    }

    boolean isConnected() {
        return connecting.future().succeeded();
    }

    /** Notes that it takes longer than commands wait. */
    void takesLong() {
        slow = true;
    }

    /** Whether there is no point in waiting for it: it is still being made after commands have waited in vain. */
    boolean isSlow() {
        return slow && !isConnected();
    }

    /** Notes that the other end has said something. */
    void hears() {
        heard.incrementAndGet();
    }

    /** How often it has, for comparison. */
    long heard() {
        return heard.get();
    }

    /** Whether this is the first time that it is blamed: all that was under way on one connection is lost at once. */
    boolean blame() {
        return blamed.compareAndSet(false, true);
    }

    /** Where it is still being made, nobody is to blame that it never will be. */
    void close() {
        if (!connecting.future().isComplete()) {
            blame();
            connecting.tryFail(new CancellationException("closed"));
        }
        var made = client;
        if (made != null && closed.compareAndSet(false, true)) {
            made.close();
        }
    }
}
