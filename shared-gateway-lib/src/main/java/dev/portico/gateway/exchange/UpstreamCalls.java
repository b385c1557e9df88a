package dev.portico.gateway.exchange;

import java.util.ArrayList;
import java.util.List;

/** The calls that were made upstream for one request, in the order in which they ended. Safe for use by any thread. */
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

    public synchronized void add(Ended call) {
        ended.add(call);
    }

    public synchronized List<Ended> ended() {
        return List.copyOf(ended);
    }
}
