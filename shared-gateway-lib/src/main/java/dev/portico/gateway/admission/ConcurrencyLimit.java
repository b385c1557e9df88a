package dev.portico.gateway.admission;

import dev.portico.gateway.exchange.Permit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many requests an event loop may have in its hands, judged by how late the loop is: by the queue in front of the only
 * thing that it can run out of, which is its own time. A slow upstream makes no loop late. There is a limit only while the
 * loop is late lastingly, as CoDel tells a standing queue from a burst (RFC 8289); it is cut by the ratio of the lateness that is
 * wanted to the one that there is, as gradient limits are, and grows with each answer that ends in time, as TCP's window
 * does.
 *
 * <p>A request is in the loop's hands until its answer has ended, at least for the turn that it came in, or what is answered
 * without waiting would count for nothing, and for ten turns at most: who waits longer waits for somebody else, be it an
 * upstream or a client that reads slowly. So neither holds a place that others need, and a permit that were never given back
 * would be forgotten.
 *
 * <p>{@link #take} and {@link #turned} belong to the loop's own thread; permits may be given back on any.
 */
public final class ConcurrencyLimit {

    /** How far apart the loop's lateness is looked at. */
    public static final Duration TURN = Duration.ofMillis(10);

    /** What no loop gets to in ten turns: no limit. */
    static final int NONE = 10_000;

    /** So few requests are never too many, or there would be nothing left to see an end of the overload by. */
    static final int LEAST = 16;

    private static final int REMEMBERED_TURNS = 10;
    private static final int LATE_TURNS = 3;
    private static final long LATE_NANOS = Duration.ofMillis(100).toNanos();

    /** Where each turn brings more than the one before, a third one may be seconds away. */
    private static final double GETTING_WORSE = 1.5;

    /** A loop that is so much less late than it was before is working off what came at once. */
    private static final double DRAINING = 0.9;

    /** What was cut shows only when those who were let in before are done. */
    private static final int TURNS_BETWEEN_CUTS = 3;

    private static final double DEEPEST_CUT = 1.0 / 16;
    private static final int ENDED_FOR_ONE_MORE = 16;

    /** A limit that nobody has met for two seconds is none. */
    private static final int TURNS_UNTIL_NONE = 200;

    /** Of what is refused and must not be gone, one in so many is let in. */
    private static final int KEPT = 20;

    private final long wantedNanos;
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<Turn> turns = new ArrayDeque<>(REMEMBERED_TURNS + 1);

    private final Arrivals arrivals = new Arrivals();
    private Lateness lateness = new Lateness();

    private Turn turn = new Turn();
    private volatile int limit = NONE;
    private int heldBefore;
    private int takenInTurn;
    private boolean quiet;
    private boolean met;
    private int refusedOfKept;
    private int keptInTurn;
    private long lateBefore;
    private long lateInSum;
    private int lateTurns;
    private int turnsUntilCut;
    private int turnsUnmet;

    /** @param wanted how late the loop may be lastingly */
    public ConcurrencyLimit(Duration wanted) {
        this.wantedNanos = wanted.toNanos();
        turns.add(turn);
    }

    /** A place for one more request, or null where what there is is kept for others. */
    public @Nullable Permit take(Importance importance) {
        var fits = !inForce() || fits(importance);
        arrivals.saw(importance);
        if (!fits) {
            met = true;
            if (!mustNotBeGone(importance)) {
                return null;
            }
        }
        takenInTurn++;
        turn.left.incrementAndGet();
        inHand.incrementAndGet();
        return turn;
    }

    private boolean fits(Importance importance) {
        var used = heldBefore + takenInTurn;
        return used < importance.share() * limit && used + arrivals.moreImportantThan(importance) < limit;
    }

    /** At most a share of the limit in each turn, or what comes in twenty times too much would be too much again. */
    private boolean mustNotBeGone(Importance importance) {
        if (!importance.kept() || ++refusedOfKept % KEPT != 0 || keptInTurn >= Math.max(1, limit / KEPT)) {
            return false;
        }
        keptInTurn++;
        return true;
    }

    /** The loop has come round once more, and is so many nanoseconds late. */
    public void turned(long lateNanos) {
        var used = heldBefore + takenInTurn;
        quiet = used == 0;
        forgetOldest();
        arrivals.turned();
        var endedNow = ended.getAndSet(0);
        turnsUntilCut = Math.max(0, turnsUntilCut - 1);
        lateness.saw(lateNanos);
        if (lateness.meanNanos() > wantedNanos) {
            late(lateNanos, used);
        } else {
            forgetLateness();
            if (lateNanos <= wantedNanos / 2 && inForce()) {
                limit = Math.min(NONE, limit + Math.max(1, endedNow / ENDED_FOR_ONE_MORE));
            }
        }
        turnsUnmet = met || lateTurns > 0 ? 0 : turnsUnmet + 1;
        if (turnsUnmet >= TURNS_UNTIL_NONE) {
            limit = NONE;
        }
        met = false;
        heldBefore = inHand.get();
        takenInTurn = 0;
        keptInTurn = 0;
        if (idle()) {
            lateness = new Lateness();
            forgetLateness();
        }
    }

    private void forgetLateness() {
        lateTurns = 0;
        lateInSum = 0;
        lateBefore = 0;
    }

    private void forgetOldest() {
        turn = new Turn();
        turns.add(turn);
        if (turns.size() > REMEMBERED_TURNS) {
            inHand.addAndGet(-turns.remove().left.getAndSet(0));
        }
    }

    /** After a burst, or a pause of the collector, the loop is late for some turns too, but less with each. */
    private void late(long nanos, int used) {
        if (nanos <= wantedNanos) {
            return;
        }
        var before = lateBefore;
        lateBefore = nanos;
        if (nanos < before * DRAINING) {
            return;
        }
        lateTurns++;
        lateInSum += nanos;
        var worse = lateTurns > 1 && nanos > GETTING_WORSE * before;
        var overloaded = inForce() ? lateTurns > 1 : lateInSum >= LATE_NANOS && (worse || lateTurns >= LATE_TURNS);
        if (overloaded && turnsUntilCut == 0) {
            var ratio = Math.max(DEEPEST_CUT, wantedNanos / Math.min((double) nanos, lateness.meanNanos()));
            limit = Math.max(LEAST, (int) (Math.min(limit, used) * ratio));
            turnsUntilCut = TURNS_BETWEEN_CUTS;
        }
    }

    /** Whether there is a limit now. */
    public boolean inForce() {
        return limit < NONE;
    }

    /** Whether nothing is to be seen here until the next request comes. */
    public boolean idle() {
        return quiet && !inForce() && inHand.get() == 0;
    }

    public int limit() {
        return limit;
    }

    public int inHand() {
        return inHand.get();
    }

    /** The permits of all requests that were let in during one turn. */
    private final class Turn implements Permit {

        private final AtomicInteger left = new AtomicInteger();

        @Override
        public void giveBack() {
            ended.incrementAndGet();
            if (left.getAndUpdate(held -> Math.max(0, held - 1)) > 0) {
                inHand.decrementAndGet();
            }
        }
    }
}
