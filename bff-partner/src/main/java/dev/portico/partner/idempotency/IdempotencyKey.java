package dev.portico.partner.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.gateway.composition.Digest;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;

/**
 * The name that a partner gave to one request (draft-ietf-httpapi-idempotency-key-header). The same name of another partner,
 * or for another operation, names another request.
 *
 * @param issuer who vouches for the partner
 * @param operation the method and the path pattern of the row
 * @param value as the partner wrote it
 */
public record IdempotencyKey(String issuer, String partner, String operation, String value) {

    public static final String FIELD = "Idempotency-Key";

    /** What a value looks like: visible ASCII. */
    public static final String PATTERN = "^[!-~]{1,255}$";

    private static final int LONGEST = 255;
    private static final String RULE =
            "Send one " + FIELD + " of 1 to " + LONGEST + " visible ASCII characters, such as a UUID: the same one for"
                    + " each attempt at the same request, another one for another request.";

    /**
     * The key of a request.
     *
     * @throws Refusal where it has none, several, or one that cannot be
     */
    public static IdempotencyKey of(Exchange exchange) {
        var values = exchange.request().headers(FIELD);
        if (values.size() != 1 || !sound(values.getFirst())) {
            throw new Refusal(new Problem.BadRequest(RULE));
        }
        var operation = exchange.request().method() + " " + exchange.route().pattern();
        return switch (exchange.caller()) {
            case Caller.Partner partner ->
                new IdempotencyKey(partner.issuer(), partner.id(), operation, values.getFirst());
            case Caller.User user -> throw noPartner(exchange);
            case Caller.Anonymous() -> throw noPartner(exchange);
        };
    }

    /**
     * The key that a service gets. It is the same for each attempt and on each instance, and no other partner can make it,
     * even if the service does not tell partners apart.
     *
     * @param act what the service is asked for, whatever the version that the partner speaks
     */
    public String towards(String act) {
        return Digest.of(act, issuer, partner, value);
    }

    /** About how much memory it takes. */
    int bytes() {
        return issuer.length() + partner.length() + operation.length() + value.getBytes(UTF_8).length;
    }

    private static boolean sound(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && value.chars().allMatch(each -> each >= '!' && each <= '~');
    }

    private static IllegalStateException noPartner(Exchange exchange) {
        return new IllegalStateException("The row " + exchange.route().name() + " has to need a partner");
    }
}
