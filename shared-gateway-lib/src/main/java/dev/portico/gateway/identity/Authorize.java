package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the caller may use the row: 401 for who is not known, 403 for who is and may not. A 403 gives back what limits
 * let the request take; a 401 does not, so that tries to get in are counted.
 */
public final class Authorize implements Gate {

    private static final Passage FORBIDDEN =
            Passage.refused(new Problem.Forbidden("The caller's roles do not allow this."));

    private final List<Access> accessByRoute;
    private final Passage unknown;

    /** @param accessByRoute what each row asks for, indexed by route number */
    public Authorize(List<Access> accessByRoute) {
        this(accessByRoute, null);
    }

    /** @param keys what proves callers besides tokens; null where nothing does */
    public Authorize(List<Access> accessByRoute, @Nullable ApiKeys keys) {
        this.accessByRoute = List.copyOf(accessByRoute);
        this.unknown = Passage.refused(keys == null ? Challenge.NO_CALLER : Challenge.noCaller(keys.header()));
    }

    @Override
    public Passage enter(Exchange exchange) {
        var caller = exchange.caller();
        var known = !(caller instanceof Caller.Anonymous);
        return switch (accessByRoute.get(exchange.route().number())) {
            case Access.Anyone anyone -> Passage.onward(exchange);
            case Access.AnyCaller() -> known ? Passage.onward(exchange) : unknown;
            case Access.Holding(var roles, var scopes) -> {
                if (!known) {
                    yield unknown;
                }
                if (!roles.metBy(caller.roles())) {
                    yield refused(exchange, FORBIDDEN);
                }
                yield scopes.metBy(caller.scopes())
                        ? Passage.onward(exchange)
                        : refused(
                                exchange,
                                Passage.refused(new Problem.InsufficientScope(
                                        Challenge.BEARER, String.join(" ", scopes.names()))));
            }
        };
    }

    private static Passage refused(Exchange exchange, Passage refusal) {
        var taken = exchange.allowance();
        if (taken != null) {
            taken.giveBack();
        }
        return refusal;
    }
}
