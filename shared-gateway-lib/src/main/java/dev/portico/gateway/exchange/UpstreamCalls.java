package dev.portico.gateway.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were made upstream for one request, in the order in which they ended, and what they let be said of an
 * answer that is made of theirs. Safe for use by any thread.
 */
public final class UpstreamCalls {

    /**
     * One call that ended.
     *
     * @param upstream the upstream's name in the table
     * @param outcome the status of its answer, or the name of the failure
     * @param nanos from the start of the call to the head of the answer, or all of a small one, in nanoseconds
     */
    public record Ended(String upstream, String outcome, long nanos) {}

    private final List<Ended> ended = new ArrayList<>(1);
    private @Nullable Cacheability cacheability;
    private boolean brokenOff;
    private List<CacheUse> cacheUses = List.of();

    public synchronized void add(Ended call) {
        ended.add(call);
    }

    public synchronized List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** Takes note that an answer which has begun cannot be brought to its end. */
    public synchronized void breakOff() {
        brokenOff = true;
    }

    /** Whether the answer could not be brought to its end. */
    public synchronized boolean brokenOff() {
        return brokenOff;
    }

    /** Takes note of what a cache did with a read, whose call is not among those that ended where none was made. */
    public synchronized void cached(CacheUse use) {
        if (cacheUses.isEmpty()) {
            cacheUses = List.of(use);
        } else {
            cacheUses = new ArrayList<>(cacheUses);
            cacheUses.add(use);
        }
    }

    /** What caches did, one for each read that they saw. */
    public synchronized List<CacheUse> cacheUses() {
        return List.copyOf(cacheUses);
    }

    /** Takes note of what went into the answer. */
    public synchronized void used(Cacheability part) {
        cacheability = cacheability == null ? part : cacheability.least(part);
    }

    /** That of the least cacheable of all that went into the answer; empty where nothing did. */
    public synchronized Optional<Cacheability> cacheability() {
        return Optional.ofNullable(cacheability);
    }
}
