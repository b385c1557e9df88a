package dev.portico.demo.wire;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One row of a service's table: a method, a path such as {@code /users/{id}}, and what to do. */
public record Endpoint(HttpMethod method, List<String> pattern, Function<Inbound, Answer> act) {

    public static Endpoint get(String path, Function<Inbound, Answer> act) {
        return new Endpoint(HttpMethod.GET, split(path), act);
    }

    public static Endpoint post(String path, Function<Inbound, Answer> act) {
        return new Endpoint(HttpMethod.POST, split(path), act);
    }

    public static Endpoint put(String path, Function<Inbound, Answer> act) {
        return new Endpoint(HttpMethod.PUT, split(path), act);
    }

    public static Endpoint patch(String path, Function<Inbound, Answer> act) {
        return new Endpoint(HttpMethod.PATCH, split(path), act);
    }

    /** HEAD is a GET whose body stays behind. */
    boolean takes(HttpMethod asked) {
        return method.equals(asked) || (method.equals(HttpMethod.GET) && asked.equals(HttpMethod.HEAD));
    }

    /** The variable segments of a path that fits this row, or empty where it does not fit. */
    Optional<Map<String, String>> match(String path) {
        var segments = split(path);
        if (segments.size() != pattern.size()) {
            return Optional.empty();
        }
        var named = new HashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            var wanted = pattern.get(i);
            if (wanted.startsWith("{")) {
                named.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
            } else if (!wanted.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }
}
