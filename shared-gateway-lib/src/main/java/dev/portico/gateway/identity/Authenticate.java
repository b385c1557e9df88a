package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves who is calling by the bearer token of the request (RFC 6750 section 2.1) or by its API key, where one was sent. A
 * credential that does not verify is refused even where none is needed, so that a caller learns of it; a row for anyone may
 * say otherwise.
 */
public final class Authenticate implements Gate {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final @Nullable ApiKeys keys;
    private final List<Access> accessByRoute;

    /** @param accessByRoute what each row asks for, indexed by route number */
    public Authenticate(Tokens tokens, List<Access> accessByRoute) {
        this(tokens, null, accessByRoute);
    }

    /**
     * @param keys what proves partners besides tokens; null where nothing does
     * @param accessByRoute what each row asks for, indexed by route number
     */
    public Authenticate(Tokens tokens, @Nullable ApiKeys keys, List<Access> accessByRoute) {
        this.tokens = tokens;
        this.keys = keys;
        this.accessByRoute = List.copyOf(accessByRoute);
    }

    @Override
    public Passage enter(Exchange exchange) {
        return keys == null ? byToken(exchange) : byEither(exchange, keys);
    }

    private Passage byEither(Exchange exchange, ApiKeys apiKeys) {
        return switch (apiKeys.sent(exchange.request())) {
            case ApiKeys.Sent.Nothing() -> byToken(exchange);
            case ApiKeys.Sent.One(var key) -> byKey(exchange, apiKeys.verify(key, exchange.clientAddress()));
            case ApiKeys.Sent.TooMany() ->
                noKey(exchange, "More than one credential was sent. Send one API key, or one token.");
        };
    }

    private Passage byKey(Exchange exchange, Tokens.Verdict verdict) {
        return switch (verdict) {
            case Tokens.Verdict.Proven(var caller) -> Passage.onward(exchange.as(caller));
            case Tokens.Verdict.Rejected(var why) -> noKey(exchange, "The API key was not accepted. " + why);
            case Tokens.Verdict.Undecided(var problem) -> Passage.refused(problem);
            case Tokens.Verdict.Waiting(var later) -> new Passage.Later(later.map(found -> byKey(exchange, found)));
        };
    }

    private Passage byToken(Exchange exchange) {
        var sent = exchange.request().headers("Authorization");
        if (sent.isEmpty()) {
            return Passage.onward(exchange);
        }
        if (sent.size() > 1) {
            return unproven(exchange, "The field Authorization was sent more than once.");
        }
        var credentials = sent.getFirst();
        if (!credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return unproven(exchange, "The only scheme that is accepted is Bearer.");
        }
        return passage(exchange, tokens.verify(withoutSpaces(credentials.substring(SCHEME.length()))));
    }

    /** Spaces may stand around a token (RFC 9110 section 11.4), and nothing else: what is blank elsewhere is part of it. */
    private static String withoutSpaces(String written) {
        var start = 0;
        var end = written.length();
        while (start < end && written.charAt(start) == ' ') {
            start++;
        }
        while (end > start && written.charAt(end - 1) == ' ') {
            end--;
        }
        return written.substring(start, end);
    }

    private Passage passage(Exchange exchange, Tokens.Verdict verdict) {
        return switch (verdict) {
            case Tokens.Verdict.Proven(var caller) -> Passage.onward(exchange.as(caller));
            case Tokens.Verdict.Rejected(var why) -> unproven(exchange, why);
            case Tokens.Verdict.Undecided(var problem) -> Passage.refused(problem);
            case Tokens.Verdict.Waiting(var later) -> new Passage.Later(later.map(found -> passage(exchange, found)));
        };
    }

    private Passage unproven(Exchange exchange, String why) {
        var challenge = Challenge.BEARER + ", error=\"invalid_token\"";
        return refused(
                exchange,
                keys == null ? challenge : challenge + ", " + Challenge.API_KEY,
                "The token was not accepted. " + why + " Get a new one.");
    }

    private Passage noKey(Exchange exchange, String why) {
        return refused(exchange, Challenge.API_KEY + ", " + Challenge.BEARER, why);
    }

    private Passage refused(Exchange exchange, String challenge, String why) {
        if (accessByRoute.get(exchange.route().number()) instanceof Access.Anyone(var ignoring) && ignoring) {
            return Passage.onward(exchange);
        }
        return Passage.refused(new Problem.Unauthenticated(challenge, why));
    }
}
