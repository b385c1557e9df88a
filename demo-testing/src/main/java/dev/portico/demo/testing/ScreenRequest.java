package dev.portico.demo.testing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A request for a screen, as a good client sends it.
 *
 * @param target path and query
 * @param body what is sent, as JSON; null for a read
 */
public record ScreenRequest(String target, Map<String, String> fields, @Nullable String body) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public ScreenRequest {
        fields = Map.copyOf(fields);
    }

    public static ScreenRequest get(String target) {
        return new ScreenRequest(target, Map.of(), null);
    }

    public static ScreenRequest post(String target, String body) {
        return new ScreenRequest(target, Map.of("Content-Type", "application/json"), body);
    }

    public ScreenRequest by(String token) {
        var more = new TreeMap<>(fields);
        more.put("Authorization", "Bearer " + token);
        return new ScreenRequest(target, more, body);
    }

    /** Each write has an {@code Idempotency-Key} of its own, so that it is no repetition. */
    HttpRequest to(URI app) {
        var request = HttpRequest.newBuilder(app.resolve(target)).timeout(PATIENCE);
        fields.forEach(request::header);
        if (body != null) {
            request.header(
                            "Idempotency-Key",
                            Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE)))
                    .POST(BodyPublishers.ofString(body));
        }
        return request.build();
    }
}
