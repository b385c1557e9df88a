package dev.portico.demo.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One request as an endpoint sees it: read whole, with the variable segments of its path by name. */
public record Inbound(
        HttpMethod method, String path, Map<String, String> segments, MultiMap query, MultiMap headers, Buffer body) {

    public String segment(String name) {
        return Objects.requireNonNull(segments.get(name), name);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether what belongs to a user, and came through no partner, may be shown. */
    public boolean maySee(String userId) {
        return maySee(userId, "");
    }

    /**
     * Whether what belongs to a user and came through a partner may be shown: the front door says in {@code X-User-Id} or
     * {@code X-Partner-Id} for whom it asks. Who asks without a front door, and an admin, sees everything.
     *
     * @param partnerId empty where it came through none
     */
    public boolean maySee(String userId, String partnerId) {
        var admin = header("X-User-Role").stream()
                .flatMap(roles -> Stream.of(roles.split(",", -1)))
                .anyMatch("admin"::equals);
        return admin
                || (header("X-User-Id").map(userId::equals).orElse(true)
                        && header("X-Partner-Id").map(partnerId::equals).orElse(true));
    }

    /** The body as a JSON object, or empty where it is none. */
    public Optional<JsonObject> json() {
        try {
            return Optional.of(new JsonObject(body));
        } catch (DecodeException | ClassCastException notAnObject) {
            return Optional.empty();
        }
    }
}
