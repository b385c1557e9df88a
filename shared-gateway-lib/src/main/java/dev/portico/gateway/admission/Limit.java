package dev.portico.gateway.admission;

import java.time.Duration;
import java.util.List;

/**
 * A limit of the table: so many requests in so much time, counted for each value of a key.
 *
 * @param name the row in the table
 * @param permits how many requests pass in a window
 * @param window how long a window is
 * @param per what the count is kept for; several parts make one composite key
 */
public record Limit(String name, Algorithm algorithm, long permits, Duration window, List<KeyPart> per) {

    /** The most permits that can be counted exactly in a window of a day. */
    public static final long MOST_PERMITS = 100_000_000;

    /** How requests are counted. */
    public enum Algorithm {
        /** Two adjacent windows, the earlier weighted by how much of it the sliding window still covers. */
        SLIDING_WINDOW
    }

    /** A part of the key that a count is kept for. */
    public enum KeyPart {
        /** The client's address: IPv4 as it is, IPv6 by its /64, which is what one subscriber is given. */
        ADDRESS,
        /** The caller: a user or a partner; who is not known is counted by address. */
        USER,
        /** The same as {@link #USER}, for a table of partners to read well. */
        PARTNER,
        /** The row of the table. */
        ROUTE
    }

    /** Whether the key needs to know who is calling. */
    public boolean byCaller() {
        return per.contains(KeyPart.USER) || per.contains(KeyPart.PARTNER);
    }
}
