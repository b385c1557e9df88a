package dev.portico.gateway.browser;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Speaks the CORS protocol of the Fetch standard: answers preflights, which come without a caller and before the request
 * that they ask for, and marks answers that pages of a listed origin may read. A page of another origin gets no mark, and
 * its browser keeps the answer from it.
 */
public final class CheckOrigin implements Gate {

    private static final Field VARY = new Field("Vary", "Origin");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private static final Passage REFUSED = Passage.refused(new Problem.Forbidden(
            "Pages of this origin may not use this service. Ask for the origin to be listed in cors.origins."));

    private final Cors cors;

    public CheckOrigin(Cors cors) {
        this.cors = cors;
    }

    @Override
    public Passage enter(Exchange exchange) {
        if (cors.origins().isEmpty()) {
            return Passage.onward(exchange);
        }
        var request = exchange.request();
        var origins = request.headers("Origin");
        var listed = origins.size() == 1 && cors.origins().contains(origins.getFirst());
        if (request.method().equals("OPTIONS")
                && !origins.isEmpty()
                && request.header("Access-Control-Request-Method") != null) {
            return listed ? new Passage.Answered(204, preflight(origins.getFirst())) : REFUSED;
        }
        return Passage.onward(exchange.answering(listed ? marks(origins.getFirst()) : List.of(VARY)));
    }

    private List<Field> preflight(String origin) {
        var fields = new ArrayList<Field>();
        fields.add(new Field("Access-Control-Allow-Origin", origin));
        fields.add(new Field("Access-Control-Allow-Methods", METHODS));
        if (!cors.headers().isEmpty()) {
            fields.add(new Field("Access-Control-Allow-Headers", String.join(", ", cors.headers())));
        }
        if (cors.credentials()) {
            fields.add(new Field("Access-Control-Allow-Credentials", "true"));
        }
        fields.add(
                new Field("Access-Control-Max-Age", Long.toString(cors.maxAge().toSeconds())));
        fields.add(VARY);
        return List.copyOf(fields);
    }

    private List<Field> marks(String origin) {
        var fields = new ArrayList<Field>();
        fields.add(new Field("Access-Control-Allow-Origin", origin));
        if (cors.credentials()) {
            fields.add(new Field("Access-Control-Allow-Credentials", "true"));
        }
        if (!cors.exposed().isEmpty()) {
            fields.add(new Field("Access-Control-Expose-Headers", String.join(", ", cors.exposed())));
        }
        fields.add(VARY);
        return List.copyOf(fields);
    }
}
