package dev.portico.web.checkout;

import dev.portico.gateway.composition.Digest;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import java.util.regex.Pattern;

/**
 * The client's own name for what it asks to be done once (draft-ietf-httpapi-idempotency-key-header). The same name of
 * another user names something else.
 *
 * @param issuer who vouches for the user
 * @param value as the client wrote it
 */
record IdempotencyKey(String issuer, String subject, String value) {

    static final String FIELD = "Idempotency-Key";
    static final String PATTERN = "^[!-~]{1,255}$";

    private static final Pattern WRITTEN = Pattern.compile(PATTERN);

    /**
     * The key of a request.
     *
     * @throws Refusal where it does not have exactly one
     */
    static IdempotencyKey of(Exchange exchange) {
        var given = exchange.request().headers(FIELD);
        if (given.size() != 1 || !WRITTEN.matcher(given.getFirst()).matches()) {
            throw new Refusal(
                    new Problem.BadRequest("Send one Idempotency-Key of 1 to 255 visible ASCII characters: a new"
                            + " one for each order, the same one when you send that order again."));
        }
        return switch (exchange.caller()) {
            case Caller.User user -> new IdempotencyKey(user.issuer(), user.subject(), given.getFirst());
            case Caller.Partner partner -> throw noUser(exchange);
            case Caller.Anonymous() -> throw noUser(exchange);
        };
    }

    /**
     * The key that a service gets: the same for each attempt, and no other user can make it, even if the service does not
     * tell users apart.
     *
     * @param act what the service is asked for
     */
    String towards(String act) {
        return Digest.of(act, issuer, subject, value);
    }

    private static IllegalStateException noUser(Exchange exchange) {
        return new IllegalStateException("The row " + exchange.route().name() + " has to need a user");
    }
}
