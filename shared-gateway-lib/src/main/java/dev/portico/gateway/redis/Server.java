package dev.portico.gateway.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * One server, or what a sentinel says is the master: its connections, one an event loop, and whether it is away. Each node
 * of a cluster is one, so that the others are asked on while one of them is away.
 */
final class Server {

    /** Stands for all threads that are no event loop. */
    private static final Object NO_LOOP = new Object();

    /** What the client says while it waits for as many answers as it is willing to. */
    private static final String TOO_MUCH = "Redis waiting queue is full";

    /** What is wrong with a command is wrong with each. */
    private static final Duration COMPLAINTS_APART = Duration.ofMinutes(1);

    /** Writes that most limits need, so that a user of its own, with few rights, may run it. */
    private static final Script PROBE =
            Script.of("redis.call('HSET', KEYS[1], 'at', 1) redis.call('PEXPIRE', KEYS[1], 1000) return {1}");

    private static final Logger LOG = Logger.getLogger(RedisCommands.class);

    /**
     * What a server does not know of itself.
     *
     * @param key begins with what is given, and is one that this server has; for probes
     * @param missed told when it is away, and each time that it still is
     */
    record Place(UnaryOperator<String> key, Runnable missed) {

        /** It has all keys. */
        static Place alone() {
            return new Place(UnaryOperator.identity(), () -> {});
        }
    }

    private final String name;
    private final Vertx vertx;
    private final IntFunction<Redis> clients;
    private final RedisCommands.Settings settings;
    private final Place place;
    private final Breaker breaker;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Object, Link> links = new ConcurrentHashMap<>();

    private final Seldom complaints = new Seldom(COMPLAINTS_APART, System::nanoTime);

    private volatile boolean closed;
    private volatile long awayNanos;

    /**
     * @param name for the log
     * @param clients makes a client of its own for each connection; told how often one has led to nobody who writes, so that
     *     it can begin with another host
     */
    Server(String name, Vertx vertx, IntFunction<Redis> clients, RedisCommands.Settings settings, Place place) {
        this.name = name;
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
        this.place = place;
        this.breaker = new Breaker(settings.failures());
    }

    /** Whether it is not to be asked. */
    boolean isAway() {
        return closed || breaker.isOpen();
    }

    /** Whether a command is worth sending: it would be answered, and not wait for a connection in vain. */
    boolean isAsked() {
        return !isAway() && !link().isSlow();
    }

    /** The connection of this event loop. */
    Link link() {
        var loop = loop();
        var link = links.get(loop);
        return link != null ? link : links.computeIfAbsent(loop, this::opened);
    }

    void answered() {
        breaker.succeeded();
    }

    /** It answered with an error about the command itself. */
    void complain(String command, Throwable failure) {
        if (complaints.isDue()) {
            LOG.errorf("%s refused %s: %s", name, command, Refusal.advice(failure));
        }
    }

    /**
     * It says that it cannot do its work now. A replica will not before another failover, but a new connection may lead to
     * one that does: who named this one may have been left out when another was made the master.
     */
    void refused(Link link, Throwable failure) {
        passOn(link);
        if (Refusal.ofReplica(failure)) {
            drop(link);
        }
        if (breaker.failed()) {
            away(Refusal.text(failure), settings.pause().toMillis());
        }
    }

    /**
     * The connection could not be made or has ended, which counts once for all that was under way on it, and a new one is
     * tried at once; or too much is under way on it already. That it could not be made in all that time is an outage by
     * itself, unless there is another one: a server that many connect to at once is slow with some of them.
     */
    void lost(Link link, Throwable failure) {
        var full = TOO_MUCH.equals(failure.getMessage());
        var blamed = full || link.blame();
        if (!full) {
            drop(link);
        }
        if (blamed && (failure instanceof TimeoutException && !isConnected() ? breaker.open() : breaker.failed())) {
            away(Refusal.advice(failure), full ? settings.pause().toMillis() : 1);
        }
    }

    private boolean isConnected() {
        return links.values().stream().anyMatch(Link::isConnected);
    }

    /**
     * No answer came in time. A connection whose other end has fallen silent would be dropped by the system after minutes
     * only, and the other loops' answers keep the server from counting as away. So it gets the deadline once more to say
     * anything at all.
     */
    void late(Link link, long heard) {
        if (breaker.failed()) {
            away(
                    "no answer within " + settings.deadline().toMillis() + " ms",
                    settings.pause().toMillis());
        }
        vertx.setTimer(settings.deadline().toMillis(), due -> {
            if (link.isConnected() && link.heard() == heard) {
                drop(link);
            }
        });
    }

    /** Ends all connections; it is away from then on. */
    void close() {
        closed = true;
        links.values().forEach(this::drop);
    }

    private void away(String why, long firstProbeMillis) {
        if (closed) {
            return;
        }
        awayNanos = System.nanoTime();
        LOG.warnf(
                "%s is away: %s. It is not asked, but probed every %d ms",
                name, why, settings.pause().toMillis());
        links.values().forEach(this::drop);
        place.missed.run();
        probeIn(firstProbeMillis);
    }

    private void probeIn(long millis) {
        if (!closed) {
            vertx.setTimer(millis, due -> probe());
        }
    }

    /** Making the connection may take its time; the answer on it has to come as fast as every other. */
    private void probe() {
        var loop = loop();
        var link = opened(loop);
        link.connection().compose(this::askToWrite).onComplete(answer -> {
            if (answer.failed() || closed) {
                passOn(link);
                link.close();
                if (!closed) {
                    place.missed.run();
                }
                probeIn(settings.pause().toMillis());
            } else {
                if (links.putIfAbsent(loop, link) != null) {
                    link.close();
                }
                breaker.close();
                LOG.infof("%s is back after %d ms", name, (System.nanoTime() - awayNanos) / 1_000_000);
            }
        });
    }

    /**
     * It is back when it would write again, which a replica, a full one and one whose cluster is down would not, though they
     * answer. That this user may not, as one that only reads API keys, is as good an answer as any; that another node has the
     * key is none, for whether this one would write is not even looked at then.
     */
    private Future<Response> askToWrite(RedisConnection connection) {
        var answer = Promise.<Response>promise();
        var timer = vertx.setTimer(settings.deadline().toMillis(), late -> answer.tryFail("late"));
        Order.run(PROBE, List.of(place.key.apply("portico:probe")), List.of())
                .sendOn(connection)
                .onComplete(done -> vertx.cancelTimer(timer))
                .onSuccess(answer::tryComplete)
                .onFailure(failure -> {
                    if (Refusal.said(failure) && !Refusal.ofState(failure) && !Refusal.is(failure, "MOVED")) {
                        answer.tryComplete();
                    } else {
                        answer.tryFail(failure);
                    }
                });
        return answer.future();
    }

    private static Object loop() {
        return Context.isOnEventLoopThread() ? Thread.currentThread() : NO_LOOP;
    }

    /** All loops take the same turn, so that what one of them has found out is of use to the others. */
    private Link opened(Object loop) {
        var link = Link.open(vertx, turn.get(), clients, lost -> vertx.runOnContext(then -> drop(lost)));
        link.connection().onFailure(failure -> {
            if (!(failure instanceof CancellationException)) {
                passOn(link);
            }
            vertx.runOnContext(then -> lost(link, failure));
        });
        return link;
    }

    /** The next connection begins with another host than this one did, unless somebody has seen to that. */
    private void passOn(Link link) {
        turn.compareAndSet(link.turn(), link.turn() + 1);
    }

    private void drop(Link link) {
        links.values().remove(link);
        link.close();
    }
}
