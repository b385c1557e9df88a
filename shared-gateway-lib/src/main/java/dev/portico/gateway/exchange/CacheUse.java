package dev.portico.gateway.exchange;

import java.util.Locale;

/** What a cache did with one read: for metrics and the access line. */
public enum CacheUse {
    /** What was stored was fresh and was used. */
    HIT,
    /** What was stored was used though it was stale. */
    STALE,
    /** The upstream confirmed what was stored. */
    VALIDATED,
    /** The upstream was asked. */
    MISS,
    /** The upstream had been asked for the same already, and its answer did for this read too. */
    COLLAPSED,
    /** It was none for a cache. */
    BYPASS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
