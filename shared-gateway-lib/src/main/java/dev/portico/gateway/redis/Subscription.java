package dev.portico.gateway.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is published on one channel, on a connection of its own: with messages in between, the client would give answers
 * of commands to the wrong ones. What is published while there is no connection is not heard, so whoever listens is told each
 * time that there is one again. Safe for use by any thread.
 */
public final class Subscription implements AutoCloseable {

    /** What is told, on an event loop. */
    public interface Listener {

        /** From now on everything is heard. */
        void begins();

        void hears(String message);
    }

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /** A server that accepts a connection may still say nothing on it. */
    private static final long LONGEST_SILENCE_MILLIS = 1_000;

    private static final Logger LOG = Logger.getLogger(RedisCommands.class);

    private final Vertx vertx;
    private final IntFunction<Redis> clients;
    private final String channel;
    private final Listener listener;

    private @Nullable Link link;
    private boolean begun;
    private boolean closed;
    private long pause = FIRST_PAUSE_MILLIS;

    /** Where one host has nothing to tell, another may. */
    private int turn;

    Subscription(Vertx vertx, IntFunction<Redis> clients, String channel, Listener listener) {
        this.vertx = vertx;
        this.clients = clients;
        this.channel = channel;
        this.listener = listener;
    }

    synchronized void open() {
        if (closed) {
            return;
        }
        begun = false;
        var opened = Link.open(vertx, turn, clients, broken -> vertx.runOnContext(then -> lost(broken)));
        link = opened;
        opened.connection().onSuccess(connection -> subscribe(opened, connection));
    }

    /** Begins anew on another connection, where this one seems to be deaf. */
    public void renew() {
        Link deaf;
        synchronized (this) {
            deaf = begun ? link : null;
        }
        if (deaf != null) {
            lost(deaf);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (link != null) {
            link.close();
        }
    }

    private void subscribe(Link opened, RedisConnection connection) {
        connection.handler(said -> said(opened, said));
        vertx.setTimer(LONGEST_SILENCE_MILLIS, due -> {
            if (!hasBegun(opened)) {
                lost(opened);
            }
        });
        connection.send(Request.cmd(Command.SUBSCRIBE).arg(channel)).onFailure(failed -> lost(opened));
    }

    /** That the command was sent says nothing: that it was taken is a message too, and so is a refusal. */
    private void said(Link opened, @Nullable Response said) {
        if (said == null) {
            return;
        }
        if (said.type() == ResponseType.ERROR) {
            LOG.errorf("Redis refused to subscribe to %s: %s", channel, said);
            lost(opened);
        } else if (said.size() == 3) {
            switch (String.valueOf(said.get(0))) {
                case "subscribe" -> begins(opened);
                case "message" -> listener.hears(String.valueOf(said.get(2)));
                default -> LOG.debugf("Redis says %s", said.get(0));
            }
        }
    }

    private void begins(Link opened) {
        synchronized (this) {
            begun = link == opened;
            pause = FIRST_PAUSE_MILLIS;
        }
        listener.begins();
    }

    private synchronized boolean hasBegun(Link opened) {
        return begun || link != opened;
    }

    private synchronized void lost(Link broken) {
        broken.close();
        if (link == broken && !closed) {
            link = null;
            begun = false;
            turn++;
            vertx.setTimer(pause, due -> open());
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }
}
