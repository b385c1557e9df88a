package dev.portico.gateway.browser;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.problem.Problem.Field;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts on each answer what keeps browsers from guessing its type, framing it, telling others where it came from, or
 * falling back to plain HTTP (RFC 6797): the list that OWASP gives for APIs.
 */
public final class HardenAnswers implements Gate {

    private static final List<Field> ALWAYS = List.of(
            new Field("X-Content-Type-Options", "nosniff"),
            new Field("X-Frame-Options", "DENY"),
            new Field("Content-Security-Policy", "frame-ancestors 'none'"),
            new Field("Referrer-Policy", "no-referrer"),
            new Field("Cross-Origin-Resource-Policy", "same-site"));

    private static final List<Field> OVER_TLS = Stream.concat(
                    ALWAYS.stream(), Stream.of(new Field("Strict-Transport-Security", "max-age=31536000")))
            .toList();

    private final Function<Request, String> scheme;

    /** @param scheme the scheme that the client used, as far as it can be believed */
    public HardenAnswers(Function<Request, String> scheme) {
        this.scheme = scheme;
    }

    @Override
    public Passage enter(Exchange exchange) {
        var fields = scheme.apply(exchange.request()).equals("https") ? OVER_TLS : ALWAYS;
        return Passage.onward(exchange.answering(fields));
    }
}
