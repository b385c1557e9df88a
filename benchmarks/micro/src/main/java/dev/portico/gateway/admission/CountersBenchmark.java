package dev.portico.gateway.admission;

import dev.portico.benchmarks.Measured;
import dev.portico.gateway.admission.Limit.WhenAway;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Counting alone, by each algorithm: by one thread, and by two that want the same key or their own. */
public class CountersBenchmark extends Measured {

    /** One of those that a table can name. */
    @State(Scope.Benchmark)
    public static class Counted {

        @Param({"fixed", "log", "counter", "bucket"})
        private String algorithm = "counter";

        private final MemoryCounters counters = new MemoryCounters(System::nanoTime, InstantSource.system());
        private List<Charge> same = List.of();
        private Limit limit = limit(new Algorithm.SlidingCounter(1, Duration.ofSeconds(1)));

        /** Permits that are never used up, but for the log, which keeps each of them. */
        @Setup
        public void name() {
            var second = Duration.ofSeconds(1);
            var permits = Limit.MOST_PERMITS;
            limit = limit(
                    switch (algorithm) {
                        case "fixed" -> new Algorithm.FixedWindow(permits, second);
                        case "log" -> new Algorithm.SlidingLog(Limit.MOST_PERMITS_OF_LOG, second);
                        case "bucket" -> new Algorithm.TokenBucket(permits, second, permits);
                        default -> new Algorithm.SlidingCounter(permits, second);
                    });
            same = List.of(new Charge(limit, "user:u-1001", 1));
        }

        private static Limit limit(Algorithm algorithm) {
            return new Limit("browse", algorithm, List.of(new KeyPart.User()), WhenAway.MEMORY);
        }
    }

    /** The keys of one thread, in turn. */
    @State(Scope.Thread)
    public static class OwnKeys {
        private static final int KEYS = 10_000;

        private final long thread = Thread.currentThread().threadId();
        private final List<String> keys = IntStream.range(0, KEYS)
                .mapToObj(i -> "user:u-" + thread + "-" + i)
                .toList();
        private int turn;

        private String next() {
            turn = (turn + 1) % KEYS;
            return keys.get(turn);
        }
    }

    @Benchmark
    @Threads(1)
    public Object sameKey(Counted counted) {
        return counted.counters.take(counted.same);
    }

    @Benchmark
    @Threads(2)
    public Object sameKeyByTwo(Counted counted) {
        return counted.counters.take(counted.same);
    }

    @Benchmark
    @Threads(1)
    public Object ownKeys(Counted counted, OwnKeys own) {
        return counted.counters.take(List.of(new Charge(counted.limit, own.next(), 1)));
    }

    @Benchmark
    @Threads(2)
    public Object ownKeysByTwo(Counted counted, OwnKeys own) {
        return counted.counters.take(List.of(new Charge(counted.limit, own.next(), 1)));
    }
}
