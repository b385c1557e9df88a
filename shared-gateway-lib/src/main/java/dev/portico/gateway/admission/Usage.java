package dev.portico.gateway.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a partner has used of what it agreed to.
 *
 * @param plan null where the caller has none, because the table has none or the caller is no partner
 */
public record Usage(@Nullable String plan, List<Count> limits, List<Count> quotas) {

    static final Usage OF_NOTHING = new Usage(null, List.of(), List.of());

    /**
     * Where one limit stands.
     *
     * @param decision on a request that would cost nothing
     */
    public record Count(Limit limit, Decision decision) {}
}
