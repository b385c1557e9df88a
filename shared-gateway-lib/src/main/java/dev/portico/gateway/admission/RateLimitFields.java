package dev.portico.gateway.admission;

import dev.portico.gateway.problem.Problem.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells clients what limits say: all policies, and where the tightest limit stands (draft-ietf-httpapi-ratelimit-headers-11).
 * The older fields have no specification; here their reset is in seconds from now, as with most who send them.
 *
 * @param forms in which forms
 */
public record RateLimitFields(Set<Form> forms) {

    /** As the draft has it, and nothing else. */
    public static final RateLimitFields STANDARD = new RateLimitFields(Set.of(Form.STANDARD));

    /** Which fields are sent. */
    public enum Form {
        /** {@code RateLimit-Policy} and {@code RateLimit}. */
        STANDARD,
        /** {@code X-RateLimit-Limit}, {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset}. */
        LEGACY
    }

    List<Field> of(String policy, Standing tightest) {
        var fields = new ArrayList<Field>(5);
        if (forms.contains(Form.STANDARD)) {
            fields.add(new Field("RateLimit-Policy", policy));
            fields.add(new Field(
                    "RateLimit",
                    "\"" + tightest.limit().name() + "\";r=" + tightest.remaining() + ";t=" + tightest.seconds()));
        }
        if (forms.contains(Form.LEGACY)) {
            var most = tightest.limit().algorithm().most();
            fields.add(new Field("X-RateLimit-Limit", Long.toString(most)));
            fields.add(new Field("X-RateLimit-Remaining", Long.toString(tightest.remaining())));
            fields.add(new Field("X-RateLimit-Reset", Long.toString(tightest.seconds())));
        }
        return fields;
    }
}
