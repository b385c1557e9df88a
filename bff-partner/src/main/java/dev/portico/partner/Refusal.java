package dev.portico.partner;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;

/** How a resource answers with a problem in its own words, such as what a parameter may be: by throwing it (RFC 9457). */
public final class Refusal extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    /** @param exchange the request that is refused */
    public Refusal(Problem problem, Exchange exchange) {
        super(problem.detail(), answer(problem, exchange));
    }

    private static Response answer(Problem problem, Exchange exchange) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", problem.kind().type());
        members.put("title", problem.kind().title());
        members.put("status", problem.kind().status());
        members.put("detail", problem.detail());
        members.put("requestId", exchange.id());
        var answer = Response.status(problem.kind().status())
                .type("application/problem+json")
                .header("Cache-Control", "no-store")
                .entity(members);
        problem.fields().forEach(field -> answer.header(field.name(), field.value()));
        return answer.build();
    }
}
