package dev.portico.gateway.admission;

import dev.portico.gateway.exchange.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An event loop on a clock of its own, under open load: each turn does all that has become ready meanwhile, each piece takes
 * its time, and what is not done in time waits. A request is half of its work when it comes in and half when its upstream
 * has answered, or all of it at once where there is none; a refusal is a tenth of that. So the loop can answer 10,000 requests a second.
 */
final class LoopModel {

    static final int CAPACITY = 10_000;

    private static final long SECOND = 1_000_000_000;
    private static final long HALF = SECOND / CAPACITY / 2;
    private static final long REFUSING = SECOND / CAPACITY / 10;

    private static final long WAIT_WHEN_REFUSED = SECOND / 2;

    /** Requests of one importance that come at a rate, whether or not earlier ones are answered. */
    static final class Load {

        private final Importance importance;
        private final double perSecond;
        private final long upstreamNanos;
        private final List<Long> answers = new ArrayList<>();
        private boolean ended;
        private boolean closed;
        private long refused;

        private Load(Importance importance, double perSecond, Duration upstream) {
            this.importance = importance;
            this.perSecond = perSecond;
            this.upstreamNanos = upstream.toNanos();
        }

        void end() {
            ended = true;
        }

        /** Counts from now on. */
        void forget() {
            answers.clear();
            refused = 0;
        }

        long refused() {
            return refused;
        }

        long answered() {
            return answers.size();
        }

        /** The share that was refused, 0 to 1. */
        double shed() {
            return (double) refused / (refused + answers.size());
        }

        /** In milliseconds. */
        double percentile(double share) {
            Collections.sort(answers);
            return answers.get((int) (answers.size() * share)) / 1e6;
        }
    }

    private record Event(long at, Load load, long began, @Nullable Permit permit) {}

    private final ConcurrencyLimit limit;
    private final Random random = new Random(7);
    private final Queue<Event> coming = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private long now;
    private long look = ConcurrencyLimit.TURN.toNanos();
    private double slowness = 1;

    /** @param delay how late the loop may be lastingly */
    LoopModel(Duration delay) {
        limit = new ConcurrencyLimit(delay);
    }

    ConcurrencyLimit limit() {
        return limit;
    }

    Load load(Importance importance, double ofCapacity, Duration upstream) {
        var load = new Load(importance, ofCapacity * CAPACITY, upstream);
        next(load);
        return load;
    }

    /** So many clients of which each waits for its answer, or half a second when refused, before it asks again. */
    Load clients(int number, Duration upstream) {
        var load = new Load(Importance.NORMAL, 0, upstream);
        load.closed = true;
        for (var i = 0; i < number; i++) {
            coming.add(new Event(now, load, now, null));
        }
        return load;
    }

    /** So many requests at once. */
    Load burst(int requests) {
        var load = new Load(Importance.LOW, 0, Duration.ofMillis(2));
        for (var i = 0; i < requests; i++) {
            coming.add(new Event(now, load, now, null));
        }
        return load;
    }

    /** Everything takes so many times as long from now on. */
    void slowDown(double times) {
        slowness = times;
    }

    /** The loop stands still, as during a collection of garbage. */
    void pause(Duration time) {
        now += time.toNanos();
    }

    void run(Duration time) {
        var until = now + time.toNanos();
        while (now < until) {
            var ready = ready();
            if (ready.isEmpty() && look > now) {
                now = Math.min(look, coming.isEmpty() ? look : coming.element().at);
            }
            ready.forEach(this::handle);
            if (look <= now) {
                limit.turned(now - look);
                look = now + ConcurrencyLimit.TURN.toNanos();
            }
        }
    }

    /** In no particular order, as a selector gives them. */
    private List<Event> ready() {
        var ready = new ArrayList<Event>();
        while (!coming.isEmpty() && coming.element().at <= now) {
            var event = coming.remove();
            ready.add(event);
            if (event.permit == null && event.load.perSecond > 0) {
                next(event.load, event.at);
            }
        }
        Collections.shuffle(ready, random);
        return ready;
    }

    private void next(Load load) {
        next(load, now);
    }

    private void next(Load load, long after) {
        if (!load.ended) {
            var gap = -Math.log(1 - random.nextDouble()) / load.perSecond * SECOND;
            coming.add(new Event(after + (long) gap, load, after + (long) gap, null));
        }
    }

    private void handle(Event event) {
        var load = event.load;
        if (event.permit != null) {
            work(HALF);
            event.permit.giveBack();
            load.answers.add(now - event.began);
            again(load, 0);
            return;
        }
        var permit = limit.take(load.importance);
        if (permit == null) {
            work(REFUSING);
            load.refused++;
            again(load, WAIT_WHEN_REFUSED);
        } else if (load.upstreamNanos == 0) {
            work(2 * HALF);
            permit.giveBack();
            load.answers.add(now - event.began);
            again(load, 0);
        } else {
            work(HALF);
            var upstream = (long) (load.upstreamNanos * (0.5 + random.nextDouble()));
            coming.add(new Event(now + upstream, load, event.began, permit));
        }
    }

    private void again(Load load, long after) {
        if (load.closed) {
            coming.add(new Event(now + after, load, now + after, null));
        }
    }

    private void work(long nanos) {
        now += (long) (nanos * slowness);
    }
}
