package dev.portico.gateway.redis;

import dev.portico.gateway.redis.RedisMeters.Ending;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One command on its way to a server, and on to where that one points, until there is an answer or the deadline is over. */
final class Errand<T> {

    /** How it is put to a server. */
    private interface Way {
        Future<Response> send(Order order, RedisConnection connection);
    }

    /** How often it is sent on. A slot that moves twice while a command is under way is news already. */
    private static final int MOST_TURNS = 5;

    private static final Logger LOG = Logger.getLogger(RedisCommands.class);

    private final Vertx vertx;
    private final Topology topology;
    private final RedisMeters meters;
    private final Order order;
    private final Function<@Nullable Response, T> reading;
    private final Promise<Outcome<T>> answer = Promise.promise();
    private final long begun = System.nanoTime();

    private final AtomicBoolean ended = new AtomicBoolean();

    private int turns;
    private long timer;
    private volatile Runnable whenLate = () -> {};

    Errand(Vertx vertx, Topology topology, RedisMeters meters, Order order, Function<@Nullable Response, T> reading) {
        this.vertx = vertx;
        this.topology = topology;
        this.meters = meters;
        this.order = order;
        this.reading = reading;
    }

    Future<Outcome<T>> run(Server first, long deadlineMillis) {
        timer = vertx.setTimer(deadlineMillis, late -> late());
        send(first, Order::sendOn);
        return answer.future();
    }

    private void late() {
        if (ends(Ending.LATE)) {
            whenLate.run();
            answer.complete(new Outcome.Away<>());
        }
    }

    /**
     * What would be sent after the deadline might count, though nobody waits for it. And while the connection is being made,
     * being late tells nothing of the server: that has a bound of its own.
     */
    private void send(Server server, Way way) {
        var link = server.link();
        var heard = link.heard();
        whenLate = link.isConnected() ? () -> server.late(link, heard) : link::takesLong;
        link.connection()
                .compose(connection -> ended.get() ? Future.failedFuture("late") : way.send(order, connection))
                .onComplete(reply -> replied(server, link, reply));
    }

    private void replied(Server server, Link link, AsyncResult<Response> reply) {
        if (reply.succeeded()) {
            link.hears();
            answered(server, reply.result());
        } else if (link.isConnected() && Refusal.said(reply.cause())) {
            link.hears();
            refused(server, link, reply.cause());
        } else if (ends(Ending.LOST)) {
            server.lost(link, reply.cause());
            answer.complete(new Outcome.Away<>());
        }
    }

    /** What comes too late is no sign that the server is well. */
    private void answered(Server server, @Nullable Response reply) {
        if (!ends(Ending.ANSWERED)) {
            return;
        }
        server.answered();
        try {
            answer.complete(new Outcome.Answered<>(reading.apply(reply)));
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "Redis answered %s with something else than was asked for", order.name());
            answer.tryComplete(new Outcome.Away<>());
        }
    }

    private void refused(Server server, Link link, Throwable failure) {
        if (ended.get() || sentOn(server, failure)) {
            return;
        }
        if (order.ifRoom() && Refusal.is(failure, "OOM")) {
            server.complain(order.name(), failure);
        } else if (Refusal.ofState(failure)) {
            server.refused(link, failure);
        } else {
            server.answered();
            if (Refusal.is(failure, "TRYAGAIN")) {
                end(Ending.REFUSED, new Outcome.Apart<>());
                return;
            }
            server.complain(order.name(), failure);
        }
        end(Ending.REFUSED, new Outcome.Away<>());
    }

    /** An error that says where to ask instead is none of the server's. */
    private boolean sentOn(Server server, Throwable failure) {
        var key = order.key();
        if (turns == MOST_TURNS || key == null) {
            return false;
        }
        turns++;
        if (Refusal.is(failure, "MOVED")) {
            server.answered();
            sendTo(topology.moved(key, address(failure)), Order::sendOn);
            return true;
        }
        if (Refusal.is(failure, "ASK")) {
            server.answered();
            sendTo(topology.at(address(failure)), Order::sendAsking);
            return true;
        }
        return false;
    }

    private void sendTo(@Nullable Server other, Way way) {
        if (other == null || other.isAway()) {
            end(Ending.REFUSED, new Outcome.Away<>());
        } else {
            send(other, way);
        }
    }

    private static String address(Throwable failure) {
        var text = Refusal.text(failure);
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private void end(Ending ending, Outcome<T> outcome) {
        if (ends(ending)) {
            answer.complete(outcome);
        }
    }

    /** Whether it has not ended yet. Who asked sees the meters and the server's state as they are after it. */
    private boolean ends(Ending ending) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        vertx.cancelTimer(timer);
        meters.ended(order.name(), ending, System.nanoTime() - begun);
        return true;
    }
}
