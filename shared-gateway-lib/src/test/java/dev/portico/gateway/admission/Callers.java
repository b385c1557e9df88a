package dev.portico.gateway.admission;

import static dev.portico.gateway.redis.RealRedis.until;

import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Refused;
import dev.portico.gateway.admission.Taking.Asking;
import dev.portico.gateway.admission.Taking.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Callers on the event loops of some instances, each of which asks again as soon as it has its answer, until told to stop. */
final class Callers implements AutoCloseable {

    /** What was decided, when it came, and how long it took. Times in nanoseconds. */
    record Said(List<Charge> charges, Taken taken, long at, long took) {

        /** The first, where there are several. */
        Charge charge() {
            return charges.getFirst();
        }

        Decision decision() {
            return taken.decisions().getFirst();
        }

        boolean byMemory() {
            return taken.decisions().stream()
                    .anyMatch(each -> each instanceof Admitted admitted && admitted.by() == Decision.Store.MEMORY);
        }
    }

    final ConcurrentLinkedQueue<Said> said = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Said> returned = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger running = new AtomicInteger();
    private final Function<Random, List<Charge>> charges;
    private final Duration pause;
    private final boolean giveBack;

    /**
     * @param charges what a caller asks for next
     * @param pause of a caller between an answer and the next question
     * @param giveBack whether a quarter of what is admitted is given back at once
     */
    Callers(
            List<RedisStore> instances,
            int each,
            Function<Random, List<Charge>> charges,
            Duration pause,
            boolean giveBack) {
        this.charges = charges;
        this.pause = pause;
        this.giveBack = giveBack;
        for (var instance : instances) {
            for (int i = 0; i < each; i++) {
                var random = new Random(running.incrementAndGet());
                instance.vertx.getOrCreateContext().runOnContext(loop -> next(instance, random));
            }
        }
    }

    private void next(RedisStore instance, Random random) {
        if (stopped.get()) {
            running.decrementAndGet();
            return;
        }
        var asked = charges.apply(random);
        var begun = System.nanoTime();
        switch (instance.counters.take(asked)) {
            case Taken taken -> said(instance, random, asked, begun, taken);
            case Asking(var answer) ->
                answer.subscribe().with(taken -> said(instance, random, asked, begun, taken), failure -> {
                    failures.add(failure);
                    again(instance, random);
                });
        }
    }

    private void said(RedisStore instance, Random random, List<Charge> asked, long begun, Taken taken) {
        var now = System.nanoTime();
        var decided = new Said(asked, taken, now, now - begun);
        said.add(decided);
        if (giveBack && taken.passes() && random.nextInt(4) == 0) {
            returned.add(decided);
            instance.counters.giveBack(asked, taken);
        }
        again(instance, random);
    }

    private void again(RedisStore instance, Random random) {
        if (pause.isZero()) {
            instance.vertx.getOrCreateContext().runOnContext(then -> next(instance, random));
        } else {
            instance.vertx.setTimer(pause.toMillis(), then -> next(instance, random));
        }
    }

    /** Permits of the first limit. */
    long admitted() {
        return said.stream()
                .filter(each -> each.taken.passes())
                .mapToLong(each -> each.charge().cost())
                .sum();
    }

    long refused() {
        return said.stream()
                .filter(each -> each.taken.decisions().stream().anyMatch(Refused.class::isInstance))
                .count();
    }

    long byMemory() {
        return said.stream().filter(Said::byMemory).count();
    }

    void runFor(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        until("the time is over", () -> System.nanoTime() > end);
    }

    /** All answers have come when this returns. */
    @Override
    public void close() {
        stopped.set(true);
        until("everybody has an answer", () -> running.get() == 0);
    }
}
