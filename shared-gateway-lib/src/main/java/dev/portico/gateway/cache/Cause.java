package dev.portico.gateway.cache;

import dev.portico.gateway.cache.CacheStatus.Forwarded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer is fetched.
 *
 * @param validate what is stored and has to be validated, or null
 * @param others what is stored for other requests and has a tag: one of them may do for this one too (RFC 9111 section
 *     4.1)
 * @param awaited whether a client waits for the answer, and not only the cache
 */
record Cause(Forwarded why, Plan.@Nullable Validate validate, List<Stored> others, boolean awaited) {

    Cause(Plan.Validate validate, boolean awaited) {
        this(validate.why(), validate, List.of(), awaited);
    }

    /** Whether the whole comes though the client may want a part. */
    boolean bringsWhole() {
        return validate != null && !validate.stored().isPart();
    }

    /** What the upstream is told of, so that it may confirm it. */
    List<Stored> known() {
        return validate == null
                ? others
                : validate.stored().validators().any() ? List.of(validate.stored()) : List.of();
    }
}
