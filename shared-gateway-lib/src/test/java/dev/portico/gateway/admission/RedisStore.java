package dev.portico.gateway.admission;

import static dev.portico.gateway.redis.RealRedis.until;

import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.admission.Taking.Asking;
import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.redis.RedisCommands;
import dev.portico.gateway.redis.Script;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The counters of one instance, with connections of its own. */
final class RedisStore implements AutoCloseable {

    /** For what is not about time: a machine may be busy. */
    static final RedisCommands.Settings PATIENT =
            new RedisCommands.Settings(Duration.ofSeconds(5), 1000, Duration.ofMillis(100));

    /** As apps have it, but for the pause between probes. */
    static final RedisCommands.Settings USUAL =
            new RedisCommands.Settings(Duration.ofMillis(25), 5, Duration.ofMillis(100));

    private static final Charge LOOKING =
            new Charge(SetClock.limit("looking", new FixedWindow(1, Duration.ofDays(1))), "nobody", 0);

    /** Makes the commands of an instance. */
    interface Connecting {
        RedisCommands commands(Vertx vertx, SimpleMeterRegistry meters);
    }

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RedisCommands commands;
    final RedisCounters counters;

    RedisStore(Connecting connecting) {
        this(connecting, UnaryOperator.identity());
    }

    /** @param change what is another about the script */
    RedisStore(Connecting connecting, UnaryOperator<Script> change) {
        this.commands = connecting.commands(vertx, meters);
        this.counters = new RedisCounters(
                (script, keys, arguments) -> commands.run(change.apply(script), keys, arguments),
                "test",
                new MemoryCounters(System::nanoTime, InstantSource.system()),
                InstantSource.system(),
                meters);
        until(
                "Redis answers",
                () -> take(LOOKING).decisions().getFirst() instanceof Admitted admitted
                        && admitted.by() == Store.REDIS);
    }

    Taken take(Charge... charges) {
        return taken(counters.take(List.of(charges)));
    }

    static Taken taken(Taking taking) {
        return switch (taking) {
            case Taken taken -> taken;
            case Asking(var answer) -> answer.await().atMost(Duration.ofSeconds(10));
        };
    }

    static <T> T value(Future<T> asked) {
        return asked.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        commands.close();
        value(vertx.close());
    }
}
