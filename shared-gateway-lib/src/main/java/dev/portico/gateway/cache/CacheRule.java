package dev.portico.gateway.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a row of the table says of keeping answers. What the upstream says of each answer comes first, unless the row
 * says otherwise.
 *
 * @param row which one: answers that are kept for one are not given for another, since it may ask otherwise
 * @param times how long
 * @param sharing for whom
 * @param query the only parameters of the query that count, decoded; empty where all do. The others do not go upstream
 *     either: what the key lacks must not change the answer.
 * @param cookies whether an answer that sets cookies is kept, and set for everybody who gets it
 * @param hidesTags whether clients see by which tags an answer can be purged
 */
public record CacheRule(
        String row, Times times, Sharing sharing, Optional<Set<String>> query, boolean cookies, boolean hidesTags) {

    /** The row of an upstream that says by itself how long its answers are fresh. */
    public static final CacheRule STANDARD =
            new CacheRule("", Times.AS_SAID, Sharing.BY_CALLER, Optional.empty(), false, true);

    public CacheRule {
        query = query.map(Set::copyOf);
    }

    /**
     * How long answers are kept.
     *
     * @param ttl how long one is fresh that says nothing of it; empty where such a one is not
     * @param regardless whether {@code ttl} holds against what answers say of time; never against {@code no-store} and
     *     {@code private}
     * @param missing how long a 404 or 410 is fresh that says nothing of it; empty where such a one is not
     * @param stale how long one may be used after that, while a new one is fetched or none can be had; zero for not at all
     * @param heuristicPercent how much of the time since its last change one is fresh that says nothing else (RFC 9111
     *     section 4.2.2); 0 for not at all
     */
    public record Times(
            Optional<Duration> ttl,
            boolean regardless,
            Optional<Duration> missing,
            Duration stale,
            int heuristicPercent) {

        public static final Times AS_SAID = new Times(Optional.empty(), false, Optional.empty(), Duration.ZERO, 0);
    }

    /**
     * Who gets an answer that was fetched for another.
     *
     * @param shared whether callers get each other's; else each known caller gets only its own, by tokens that let it see as much
     * @param byRole whether only those of the same roles do, where it is shared
     * @param headers the request's fields of which the answer depends though it does not say so with {@code Vary}
     */
    public record Sharing(boolean shared, boolean byRole, List<String> headers) {

        public static final Sharing BY_CALLER = new Sharing(false, false, List.of());

        public Sharing {
            headers = List.copyOf(headers);
        }

        boolean dependsOn(String header) {
            return headers.stream().anyMatch(header::equalsIgnoreCase);
        }
    }
}
