package dev.portico.gateway.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** What operators see of Redis. Labels are names of commands and ways to end, never keys. */
final class RedisMeters {

    /** How a command ended. */
    enum Ending {
        ANSWERED,
        /** The server answered with an error. */
        REFUSED,
        LATE,
        /** There was no connection, or it broke. */
        LOST
    }

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100)
    };

    private record Command(String name, Ending ending) {}

    private final MeterRegistry registry;
    private final Map<Command, Timer> commands = new ConcurrentHashMap<>();
    private final Map<String, Counter> skipped = new ConcurrentHashMap<>();

    RedisMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What takes the gauge away again; else the registry would show it after the app has started anew in the same process. */
    Runnable watch(IntSupplier away) {
        var gauge = Gauge.builder("redis.client.away", away::getAsInt)
                .description("How many servers are not asked because they have not answered; they are probed meanwhile")
                .register(registry);
        return () -> registry.remove(gauge);
    }

    void ended(String name, Ending ending, long nanos) {
        commands.computeIfAbsent(new Command(name, ending), this::timer).record(Duration.ofNanos(nanos));
    }

    void skipped(String name) {
        skipped.computeIfAbsent(name, this::counter).increment();
    }

    private Timer timer(Command command) {
        return Timer.builder("redis.client.commands")
                .description("Time of commands to Redis until they ended, as the caller saw it")
                .tag("command", command.name)
                .tag("outcome", command.ending.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(String name) {
        return Counter.builder("redis.client.skipped")
                .description("Commands that were not sent: Redis is away, or connecting takes long")
                .tag("command", name)
                .register(registry);
    }
}
