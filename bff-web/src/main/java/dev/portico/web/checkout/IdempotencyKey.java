package dev.portico.web.checkout;

import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import java.util.regex.Pattern;

/** The client's own name for what it asks to be done once (draft-ietf-httpapi-idempotency-key-header). */
record IdempotencyKey(String value) {

    static final String FIELD = "Idempotency-Key";
    static final String PATTERN = "^[!-~]{1,255}$";

    private static final Pattern WRITTEN = Pattern.compile(PATTERN);

    /** @throws Refusal where the request does not have exactly one */
    static IdempotencyKey of(Request request) {
        var given = request.headers(FIELD);
        if (given.size() != 1 || !WRITTEN.matcher(given.getFirst()).matches()) {
            throw new Refusal(
                    new Problem.BadRequest("Send one Idempotency-Key of 1 to 255 visible ASCII characters: a new"
                            + " one for each order, the same one when you send that order again."));
        }
        return new IdempotencyKey(given.getFirst());
    }
}
