package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Upstream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The calls that one request has made: no more than its screen declares, and no read twice. Safe for use by any thread. */
final class CallLedger {

    /** What makes two reads the same one. */
    record Read(Upstream upstream, String target, Class<?> shape, boolean mayLack) {}

    private final int most;
    private final AtomicInteger made = new AtomicInteger();
    private final Map<Read, SharedRead<?>> reads = new ConcurrentHashMap<>();

    CallLedger(int most) {
        this.most = most;
    }

    /**
     * Notes a call that is about to be made.
     *
     * @throws IllegalStateException where the screen has declared fewer
     */
    void spend(String target) {
        if (made.incrementAndGet() > most) {
            throw new IllegalStateException("A screen that declares " + most + " calls makes one more: " + target);
        }
    }

    /** The read that is already here, or on its way and not later than that; else the one that begins now. */
    @SuppressWarnings("unchecked") // The shape is part of the key, and decides the type.
    <T> SharedRead<T> read(Read read, Deadline by, Supplier<SharedRead<T>> begin) {
        return (SharedRead<T>) reads.compute(read, (same, known) -> {
            if (known != null && known.serves(by)) {
                return known;
            }
            spend(read.target());
            return begin.get();
        });
    }
}
