package dev.portico.gateway.admission;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a partner has used of what it agreed to.
 *
 * @param plan null where the caller has none, because the table has none or the caller is no partner
 * @param limits of the plan
 * @param quotas of the plan
 */
public record Usage(@Nullable String plan, List<Count> limits, List<Count> quotas) {

    static final Usage OF_NOTHING = new Usage(null, List.of(), List.of());

    /**
     * Where one limit stands.
     *
     * @param name as the field RateLimit has it; of a quota the plan, a dot and the period
     * @param most how much can be used
     * @param left null where nobody counts now, because Redis is away
     */
    public record Count(String name, long most, @Nullable Left left) {

        static Count of(Limit limit, Decision decision) {
            var most = limit.algorithm().most();
            return new Count(
                    limit.name(),
                    most,
                    switch (decision) {
                        case Decision.Admitted known -> Left.of(known.remaining(), most, known.resetMicros());
                        case Decision.Refused known -> Left.of(known.remaining(), most, known.waitMicros());
                        case Decision.Uncounted(), Decision.Unknown() -> null;
                    });
        }
    }

    /**
     * What is left.
     *
     * @param reset until permits come back: a window or period ends, a log forgets its oldest, a bucket is full
     */
    public record Left(long remaining, Duration reset) {

        /** A limit that became smaller may have been used up more than once. */
        static Left of(long remaining, long most, long micros) {
            return new Left(Math.clamp(remaining, 0, most), Duration.of(micros, ChronoUnit.MICROS));
        }
    }
}
