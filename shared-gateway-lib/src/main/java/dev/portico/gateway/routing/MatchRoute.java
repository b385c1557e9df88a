package dev.portico.gateway.routing;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;

/** Finds the canonical path and its row. What the table does not hold goes no further. */
public final class MatchRoute implements Gate {

    private static final Problem NOT_FOUND = new Problem.NotFound();

    private final RouteMatcher matcher;

    public MatchRoute(RouteMatcher matcher) {
        this.matcher = matcher;
    }

    @Override
    public Passage enter(Exchange exchange) {
        return switch (CanonicalPath.of(exchange.request().path())) {
            case CanonicalPath.Ambiguous(var why) -> Passage.refused(new Problem.AmbiguousPath(why));
            case CanonicalPath.Accepted(var path) -> matched(exchange, path);
        };
    }

    private Passage matched(Exchange exchange, String path) {
        return switch (matcher.match(path, exchange.request().method())) {
            case RouteMatcher.Match.Found(var route) -> Passage.onward(exchange.matched(route, path));
            case RouteMatcher.Match.WrongMethod(var allow) -> Passage.refused(new Problem.MethodNotAllowed(allow));
            case RouteMatcher.Match.Ambiguous(var why) -> Passage.refused(new Problem.AmbiguousPath(why));
            case RouteMatcher.Match.Nothing() -> Passage.refused(NOT_FOUND);
        };
    }
}
