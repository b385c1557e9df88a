package dev.portico.gateway.redis;

import dev.portico.gateway.redis.RedisMeters.Ending;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks Redis. Each command ends by its deadline, whatever the server does: a paused one would else never fail. After some
 * failures in a row nobody asks any more, all connections are dropped, and one probe at a time finds out when Redis is back;
 * so an outage costs a few requests the deadline and all others nothing.
 *
 * <p>Safe for use by any thread, and blocks none. Commands of one event loop share a connection. The futures may complete on
 * any thread and never fail.
 */
public final class RedisCommands implements AutoCloseable {

    /**
     * @param deadline how long a command may take
     * @param failures in a row with which Redis counts as away
     * @param pause between two probes while it does
     */
    public record Settings(Duration deadline, int failures, Duration pause) {}

    private static final Logger LOG = Logger.getLogger(RedisCommands.class);

    /** What a server says that cannot do its work now; other errors are about the command. */
    private static final List<String> STATES = List.of(
            "LOADING ",
            "BUSY ",
            "CLUSTERDOWN ",
            "MASTERDOWN ",
            "READONLY ",
            "NOREPLICAS ",
            "NOAUTH ",
            "WRONGPASS ",
            "MISCONF ",
            "OOM ",
            "TRYAGAIN ");

    /** Stands for all threads that are no event loop. */
    private static final Object NO_LOOP = new Object();

    private final Vertx vertx;
    private final Supplier<Redis> clients;
    private final Settings settings;
    private final RedisMeters meters;
    private final Breaker breaker;
    private final Runnable unwatch;
    private final Map<Object, Link> links = new ConcurrentHashMap<>();

    private volatile boolean closed;
    private volatile long awayNanos;

    /** @param clients makes a client of its own for each connection; it is asked when the first command is sent */
    public RedisCommands(Vertx vertx, Supplier<Redis> clients, Settings settings, MeterRegistry registry) {
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
        this.breaker = new Breaker(settings.failures);
        this.meters = new RedisMeters(registry);
        this.unwatch = meters.watch(breaker::isOpen);
    }

    /** Some fields of a hash (HMGET), in their order; null for each that is not there. */
    public Future<Outcome<List<@Nullable String>>> fields(String key, List<String> names) {
        var request = Request.cmd(Command.HMGET).arg(key);
        names.forEach(request::arg);
        return ask("hmget", connection -> connection.send(request), RedisCommands::texts);
    }

    /** Runs a script whose reply is a list of whole numbers. In a cluster all keys have to share a slot. */
    public Future<Outcome<List<Long>>> run(Script script, List<String> keys, List<String> arguments) {
        return ask(
                "script",
                connection -> connection
                        .send(eval(Command.EVALSHA, script.digest(), keys, arguments))
                        .recover(failure -> begins(failure, "NOSCRIPT")
                                ? connection.send(eval(Command.EVAL, script.source(), keys, arguments))
                                : Future.failedFuture(failure)),
                RedisCommands::numbers);
    }

    /** Whether Redis counts as away now, so that it would not be asked. */
    public boolean isAway() {
        return breaker.isOpen();
    }

    /** Ends all connections; commands after that find Redis away. */
    @Override
    public void close() {
        closed = true;
        unwatch.run();
        dropLinks();
    }

    private static Request eval(Command command, String script, List<String> keys, List<String> arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private static List<@Nullable String> texts(@Nullable Response reply) {
        var texts = new ArrayList<@Nullable String>();
        if (reply != null) {
            reply.forEach(each -> texts.add(each == null ? null : each.toString()));
        }
        return texts;
    }

    private static List<Long> numbers(@Nullable Response reply) {
        var numbers = new ArrayList<Long>();
        if (reply != null) {
            reply.forEach(each -> numbers.add(each.toLong()));
        }
        return numbers;
    }

    private <T> Future<Outcome<T>> ask(
            String name, Function<RedisConnection, Future<Response>> command, Function<@Nullable Response, T> reading) {
        if (closed || breaker.isOpen()) {
            meters.skipped(name);
            return Future.succeededFuture(new Outcome.Away<>());
        }
        var asked = new Asked<T>(name);
        var loop = loop();
        var link = link(loop);
        var heard = link.heard();
        var timer = vertx.setTimer(settings.deadline.toMillis(), late -> {
            if (asked.end(
                    new Outcome.Away<>(), Ending.LATE, "no answer within " + settings.deadline.toMillis() + " ms")) {
                dropIfSilent(loop, link, heard);
            }
        });
        link.connection().compose(command).onComplete(reply -> {
            vertx.cancelTimer(timer);
            var spoken = reply.succeeded() || link.isConnected() && isRefusal(reply.cause());
            if (spoken) {
                link.hears();
            }
            if (reply.succeeded()) {
                asked.end(read(name, reply.result(), reading), Ending.ANSWERED, "");
            } else {
                var error = String.valueOf(reply.cause().getMessage());
                asked.end(new Outcome.Away<>(), spoken ? Ending.REFUSED : Ending.LOST, error);
            }
        });
        return asked.answer.future();
    }

    private static <T> Outcome<T> read(String name, @Nullable Response reply, Function<@Nullable Response, T> reading) {
        try {
            return new Outcome.Answered<>(reading.apply(reply));
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "Redis answered %s with something else than was asked for", name);
            return new Outcome.Away<>();
        }
    }

    /** A command that is under way. The first end counts, and is noted before anybody goes on with it. */
    private final class Asked<T> {

        private final String name;
        private final long begun = System.nanoTime();
        private final AtomicBoolean over = new AtomicBoolean();
        private final Promise<Outcome<T>> answer = Promise.promise();

        Asked(String name) {
            this.name = name;
        }

        boolean end(Outcome<T> outcome, Ending ending, String why) {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            ended(name, ending, begun, why);
            answer.complete(outcome);
            return true;
        }
    }

    /** An error about the command is a defect here and no outage: the server did answer. */
    private void ended(String name, Ending ending, long begun, String why) {
        meters.ended(name, ending, System.nanoTime() - begun);
        var state = STATES.stream().anyMatch(why::startsWith);
        if (ending == Ending.ANSWERED || ending == Ending.REFUSED && !state) {
            breaker.succeeded();
            if (ending == Ending.REFUSED) {
                LOG.errorf("Redis refused %s: %s", name, why);
            }
        } else if (breaker.failed()) {
            away(why);
        }
    }

    /** Whether the server said it, and about a command: the client has errors of its own, which have no words behind a code. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Response
                && failure.getMessage() != null
                && failure.getMessage().matches("(?s)[A-Z]+ .*");
    }

    private static boolean begins(Throwable failure, String code) {
        return failure.getMessage() != null && failure.getMessage().startsWith(code);
    }

    private void away(String why) {
        awayNanos = System.nanoTime();
        LOG.warnf("Redis is away: %s. It is not asked, but probed every %d ms", why, settings.pause.toMillis());
        dropLinks();
        probeLater();
    }

    private void probeLater() {
        if (!closed) {
            vertx.setTimer(settings.pause.toMillis(), due -> probe());
        }
    }

    /** Making the connection may take its time; the answer on it has to come as fast as every other. */
    private void probe() {
        var loop = loop();
        var link = opened(loop);
        link.connection().compose(this::ping).onComplete(answer -> {
            if (answer.failed() || closed) {
                link.close();
                probeLater();
            } else {
                if (links.putIfAbsent(loop, link) != null) {
                    link.close();
                }
                breaker.close();
                LOG.infof("Redis is back after %d ms", (System.nanoTime() - awayNanos) / 1_000_000);
            }
        });
    }

    private Future<Response> ping(RedisConnection connection) {
        var answer = Promise.<Response>promise();
        var timer = vertx.setTimer(settings.deadline.toMillis(), late -> answer.tryFail("late"));
        connection
                .send(Request.cmd(Command.PING))
                .onComplete(done -> vertx.cancelTimer(timer))
                .onSuccess(answer::tryComplete)
                .onFailure(answer::tryFail);
        return answer.future();
    }

    /**
     * A connection whose other end has fallen silent would be dropped by the system after minutes only, and the other loops'
     * answers keep Redis from counting as away. So it gets the deadline once more to say anything at all.
     */
    private void dropIfSilent(Object loop, Link link, long heard) {
        vertx.setTimer(settings.deadline.toMillis(), due -> {
            if (link.isConnected() && link.heard() == heard) {
                drop(loop, link);
            }
        });
    }

    private static Object loop() {
        return Context.isOnEventLoopThread() ? Thread.currentThread() : NO_LOOP;
    }

    private Link link(Object loop) {
        var link = links.get(loop);
        return link != null ? link : links.computeIfAbsent(loop, this::opened);
    }

    private Link opened(Object loop) {
        return Link.open(vertx, clients, lost -> vertx.runOnContext(then -> drop(loop, lost)));
    }

    private void drop(Object loop, Link link) {
        links.remove(loop, link);
        link.close();
    }

    private void dropLinks() {
        links.forEach(this::drop);
    }
}
