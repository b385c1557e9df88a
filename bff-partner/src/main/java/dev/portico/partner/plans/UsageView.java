package dev.portico.partner.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.gateway.admission.Usage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partner has used of its plan: part of the contract of both versions. Names keep their meaning; more may be added.
 *
 * @param plan the plan's name; absent where there are no plans
 * @param limits of the plan, over all that it includes; what is used comes back by itself
 * @param quotas of the plan, which begin anew with the calendar
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageView(@Nullable String plan, List<Count> limits, List<Count> quotas) {

    /**
     * @param name of a limit as the field RateLimit has it; of a quota the plan, a dot, and {@code day} or {@code month}
     * @param limit how much can be used
     * @param used how much has been; absent, as the rest is, while it cannot be counted
     * @param remaining how much is left
     * @param resetSeconds until permits come back; of a quota, until all of it is there again
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Count(
            String name, long limit, @Nullable Long used, @Nullable Long remaining, @Nullable Long resetSeconds) {

        static Count of(Usage.Count count) {
            var left = count.left();
            return left == null
                    ? new Count(count.name(), count.most(), null, null, null)
                    : new Count(
                            count.name(),
                            count.most(),
                            count.most() - left.remaining(),
                            left.remaining(),
                            left.reset().plusNanos(999_999_999).toSeconds());
        }
    }

    static UsageView of(Usage usage) {
        return new UsageView(
                usage.plan(),
                usage.limits().stream().map(Count::of).toList(),
                usage.quotas().stream().map(Count::of).toList());
    }
}
