package dev.portico.demo.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.TreeSet;

/** The table of one service, read from the top: the first row that fits answers, otherwise 404 or 405. */
public record Endpoints(List<Endpoint> rows) {

    public static Endpoints of(Endpoint... rows) {
        return new Endpoints(List.of(rows));
    }

    public Answer answer(HttpMethod method, String path, MultiMap query, MultiMap headers, Buffer body) {
        var allowed = new TreeSet<String>();
        for (var row : rows) {
            var segments = row.match(path);
            if (segments.isEmpty()) {
                continue;
            }
            if (row.takes(method)) {
                return row.act().apply(new Inbound(method, path, segments.get(), query, headers, body));
            }
            allowed.add(row.method().name());
        }
        if (allowed.isEmpty()) {
            return Answer.problem(404, "This service has nothing at " + path + ".");
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        var methods = String.join(", ", allowed);
        return Answer.problem(405, path + " takes " + methods + ".").with("Allow", methods);
    }
}
