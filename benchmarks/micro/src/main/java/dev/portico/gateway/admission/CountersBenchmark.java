package dev.portico.gateway.admission;

import dev.portico.benchmarks.Measured;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Counting alone: one window and the map of all windows, by one thread, and by two that want the same key or their own. */
public class CountersBenchmark extends Measured {

    private static final Limit LIMIT = new Limit(
            "browse",
            Limit.Algorithm.SLIDING_WINDOW,
            Limit.MOST_PERMITS,
            Duration.ofSeconds(1),
            List.of(Limit.KeyPart.USER));

    private final SlidingWindow window = new SlidingWindow(LIMIT);
    private final MemoryCounters counters = new MemoryCounters(System::nanoTime);

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
    public Object window() {
        return window.take(System.nanoTime());
    }

    @Benchmark
    @Threads(2)
    public Object windowByTwo() {
        return window.take(System.nanoTime());
    }

    @Benchmark
    @Threads(1)
    public Decision sameKey() {
        return counters.take(LIMIT, "user:u-1001");
    }

    @Benchmark
    @Threads(2)
    public Decision sameKeyByTwo() {
        return counters.take(LIMIT, "user:u-1001");
    }

    @Benchmark
    @Threads(1)
    public Decision ownKeys(OwnKeys own) {
        return counters.take(LIMIT, own.next());
    }

    @Benchmark
    @Threads(2)
    public Decision ownKeysByTwo(OwnKeys own) {
        return counters.take(LIMIT, own.next());
    }
}
