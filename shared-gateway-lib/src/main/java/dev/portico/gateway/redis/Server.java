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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
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

    /** What counting needs: a user of its own may do no other write than these. */
    private static final Order PROBE = Order.run(
            Script.of("redis.call('HSET', KEYS[1], 'at', 1) redis.call('PEXPIRE', KEYS[1], 1000) return {1}"),
            List.of("portico:probe"),
            List.of());

    private static final Logger LOG = Logger.getLogger(RedisCommands.class);

    private final String name;
    private final Vertx vertx;
    private final IntFunction<Redis> clients;
    private final RedisCommands.Settings settings;
    private final Runnable missed;
    private final Breaker breaker;
    private final Rights rights;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Object, Link> links = new ConcurrentHashMap<>();

    private final Seldom complaints = new Seldom(COMPLAINTS_APART, System::nanoTime);

    private volatile boolean closed;
    private volatile long awayNanos;
    private volatile long answeredNanos = System.nanoTime();

    /**
     * @param name for the log
     * @param clients makes a client of its own for each connection; told how often connecting has failed, so that it can begin
     *     with another host
     * @param missed told when it is away, and each time that it still is
     */
    Server(String name, Vertx vertx, IntFunction<Redis> clients, RedisCommands.Settings settings, Runnable missed) {
        this.name = name;
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
        this.missed = missed;
        this.breaker = new Breaker(settings.failures());
        this.rights = new Rights(settings.failures(), settings.pause());
    }

    /** Whether it is not to be asked. */
    boolean isAway() {
        return closed || breaker.isOpen();
    }

    /** Whether a command is worth sending: it would be answered, and not wait for a connection in vain. */
    boolean isAsked(String command) {
        return !isAway() && !link().isSlow() && rights.mayTry(command);
    }

    /** The connection of this event loop. */
    Link link() {
        var loop = loop();
        var link = links.get(loop);
        return link != null ? link : links.computeIfAbsent(loop, this::opened);
    }

    void answered() {
        answeredNanos = System.nanoTime();
        breaker.succeeded();
    }

    /** It did what it was asked for. */
    void did(String command) {
        answered();
        if (rights.granted(command)) {
            LOG.infof("%s lets its user run %s again", name, command);
        }
    }

    /** It answered with an error about the command itself. */
    void complain(String command, Throwable failure) {
        if (Refusal.ofRights(failure)) {
            rights.refused(command);
        }
        if (complaints.isDue()) {
            LOG.errorf("%s refused %s: %s", name, command, Refusal.advice(failure));
        }
    }

    /** It says that it cannot do its work now. A replica will not before another failover, but a new connection may. */
    void refused(Link link, Throwable failure) {
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
     * itself, unless there were answers on others meanwhile.
     */
    void lost(Link link, Throwable failure) {
        var full = TOO_MUCH.equals(failure.getMessage());
        var blamed = full || link.blame();
        if (!full) {
            drop(link);
        }
        if (blamed && (isSilence(failure) ? breaker.open() : breaker.failed())) {
            away(Refusal.advice(failure), full ? settings.pause().toMillis() : 1);
        }
    }

    private boolean isSilence(Throwable failure) {
        return failure instanceof TimeoutException && System.nanoTime() - answeredNanos > Link.LONGEST.toNanos();
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
        missed.run();
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
                link.close();
                if (!closed) {
                    missed.run();
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
     * answer. That this user may not, as one that only reads API keys, or that another node has the key, is as good an answer
     * as any.
     */
    private Future<Response> askToWrite(RedisConnection connection) {
        var answer = Promise.<Response>promise();
        var timer = vertx.setTimer(settings.deadline().toMillis(), late -> answer.tryFail("late"));
        PROBE.sendOn(connection)
                .onComplete(done -> vertx.cancelTimer(timer))
                .onSuccess(answer::tryComplete)
                .onFailure(failure -> {
                    if (Refusal.said(failure) && !Refusal.ofState(failure)) {
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
        var now = turn.get();
        var link = Link.open(vertx, () -> clients.apply(now), lost -> vertx.runOnContext(then -> drop(lost)));
        link.connection().onFailure(failure -> {
            turn.compareAndSet(now, now + 1);
            vertx.runOnContext(then -> lost(link, failure));
        });
        return link;
    }

    private void drop(Link link) {
        links.values().remove(link);
        link.close();
    }
}
