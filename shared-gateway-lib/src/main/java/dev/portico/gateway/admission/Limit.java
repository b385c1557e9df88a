package dev.portico.gateway.admission;

import java.util.List;

/**
 * A limit of the table: so much in so much time, counted for each value of a key.
 *
 * @param name the row in the table; bounded, so fit for a metric's label
 * @param per what the count is kept for; several parts make one composite key
 * @param whenRedisIsAway what is decided where counts are shared and cannot be asked for
 */
public record Limit(String name, Algorithm algorithm, List<KeyPart> per, WhenAway whenRedisIsAway) {

    /** The most permits that can be counted exactly in a window of a day. */
    public static final long MOST_PERMITS = 100_000_000;

    /** The most permits of a log, which keeps the time of each. */
    public static final long MOST_PERMITS_OF_LOG = 10_000;

    /** What a limit says while Redis does not answer. */
    public enum WhenAway {
        /** Each instance counts by itself. */
        MEMORY,
        /** Everybody passes, uncounted. */
        PASS,
        /** Nobody does. */
        REFUSE
    }

    public Limit {
        per = List.copyOf(per);
    }

    /** Names tell limits apart nearly always, and a text keeps its hash: this is asked for with each request. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Whether the key needs to know who is calling. */
    public boolean byCaller() {
        return per.stream().anyMatch(KeyPart::ofCaller);
    }
}
