package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call upstream for all requests that want the same (RFC 9111 section 4). It ends early when none of them waits any
 * more. Safe for use by any thread.
 */
final class Flight {

    /**
     * Requests that want the same.
     *
     * @param values of the fields on which earlier answers under the key depend
     */
    record Wanted(CacheKey key, List<String> values) {

        private static final int OVERHEAD = 256;

        /** About how many characters it takes. */
        int length() {
            return OVERHEAD
                    + key.place().length()
                    + key.reader().length()
                    + values.stream().mapToInt(String::length).sum();
        }
    }

    /** What became of it. */
    sealed interface Landed {

        /** An answer that others may have. */
        record Shared(Stored stored) implements Landed {}

        /**
         * One that they may not.
         *
         * @param why what will most likely be so for the next answer too; null where nothing is known of that
         */
        record Unshared(Storability.@Nullable Reason why) implements Landed {}

        /** An error of the upstream, which nobody keeps. */
        record Erred(int status) implements Landed {}

        /** No answer. */
        record Failed(Throwable cause) implements Landed {}
    }

    private final Promise<Landed> landed = Promise.promise();
    private final Cancellation cancellation = new Cancellation();
    private final Wanted wanted;
    private final long purges;
    private int waiting = 1;
    private boolean grounded;
    private volatile boolean answering;

    /** @param purges how often was purged before it began */
    Flight(Wanted wanted, long purges) {
        this.wanted = wanted;
        this.purges = purges;
    }

    Wanted wanted() {
        return wanted;
    }

    /** The resource that it asks for. */
    String place() {
        return wanted.key().place();
    }

    /** Ends the call upstream. */
    Cancellation cancellation() {
        return cancellation;
    }

    Future<Landed> landed() {
        return landed.future();
    }

    /** Takes one more request along; false where it is too late for that, or what it brings is overtaken already. */
    synchronized boolean join(long purgesNow) {
        if (waiting == 0 || landed.future().isComplete() || !mayStore(purgesNow)) {
            return false;
        }
        waiting++;
        return true;
    }

    /** One of those that wait does not any more. */
    void leave() {
        synchronized (this) {
            if (--waiting > 0) {
                return;
            }
        }
        landed.tryComplete(new Landed.Unshared(null));
        if (!(landed.future().result() instanceof Landed.Shared)) {
            cancellation.cancel();
        }
    }

    /** The head of its answer is here, and the rest is on its way. */
    void answering() {
        answering = true;
    }

    boolean isAnswering() {
        return answering;
    }

    void land(Landed how) {
        landed.tryComplete(how);
    }

    /** What it brings was overtaken by a change: nobody else may have it. */
    synchronized void ground() {
        grounded = true;
    }

    /** Whether what it brings may be kept. */
    synchronized boolean mayStore(long purgesNow) {
        return !grounded && purgesNow == purges;
    }
}
