package dev.portico.gateway.admission;

/** Where the counts of limits are kept. */
public interface Counters {

    /** Decides one request and counts it where it is admitted. */
    Decision take(Limit limit, String key);

    /** Takes back one request that was admitted, because another limit refused it. */
    void giveBack(Limit limit, String key);
}
