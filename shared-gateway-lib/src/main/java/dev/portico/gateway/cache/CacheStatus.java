package dev.portico.gateway.cache;

/** What this cache did for an answer, as a member of {@code Cache-Status} (RFC 9211). */
final class CacheStatus {

    /** Why a request went upstream. */
    enum Forwarded {
        /** It could not be handled by a cache, such as one with content. */
        BYPASS("bypass"),
        /** By its method. */
        METHOD("method"),
        /** Nothing is stored for its target. */
        URI_MISS("uri-miss"),
        /** What is stored is for other requests. */
        VARY_MISS("vary-miss"),
        /** The request wants what is stored not to be used. */
        REQUEST("request"),
        /** What is stored is stale. */
        STALE("stale");

        private final String token;

        Forwarded(String token) {
            this.token = token;
        }
    }

    private static final String NAME = "portico";

    private CacheStatus() {}

    /** @param millisLeft how long it stays fresh; negative when it is stale */
    static String hit(long millisLeft) {
        return NAME + "; hit; ttl=" + Math.floorDiv(millisLeft, 1000L);
    }

    /** A hit with something to explain, a token. */
    static String hit(long millisLeft, String detail) {
        return hit(millisLeft) + "; detail=" + detail;
    }

    /** An answer that just came from upstream. */
    static String forwarded(Forwarded why, int status) {
        return NAME + "; fwd=" + why.token + "; fwd-status=" + status;
    }

    /** One that came for another request which was on its way already. */
    static String collapsed(Forwarded why) {
        return NAME + "; fwd=" + why.token + "; collapsed";
    }

    /** Such a member of an answer that is kept now. */
    static String stored(String member, long millisLeft) {
        return member + "; stored; ttl=" + Math.floorDiv(millisLeft, 1000L);
    }

    /** Such a member of one that is not. */
    static String unstored(String member, Storability.Reason why) {
        return member + "; detail=" + why.detail();
    }
}
