package dev.portico.gateway.edge;

import dev.portico.gateway.problem.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers a request with a problem; the fields that belong to it are up to the caller, who has others to write too. */
final class ProblemWriter {

    private ProblemWriter() {}

    static void write(HttpServerResponse response, HttpServerRequest request, Problem problem, String requestId) {
        response.setStatusCode(problem.kind().status());
        response.putHeader("Content-Type", ProblemJson.MEDIA_TYPE).putHeader("Cache-Control", "no-store");
        var json = ProblemJson.of(problem, requestId);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(json.length()));
            response.end();
        } else {
            response.end(json);
        }
    }
}
