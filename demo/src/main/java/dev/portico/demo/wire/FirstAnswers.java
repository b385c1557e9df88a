package dev.portico.demo.wire;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/**
 * The first answers to requests with an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): who sends the
 * same body with the same key once more gets the first answer again, and nothing is done twice. Refusals are not kept, since
 * they changed nothing. Safe from any thread.
 */
public final class FirstAnswers {

    /** The same key of two callers is two keys. */
    private record Key(String user, String partner, String value) {
        static Key of(Inbound in, String value) {
            return new Key(
                    in.header("X-User-Id").orElse(""), in.header("X-Partner-Id").orElse(""), value);
        }
    }

    private record First(JsonObject body, Answer.Whole answer) {}

    private static final int MOST = 10_000;
    private static final int LONGEST_KEY = 255;

    private final LinkedHashMap<Key, First> kept = new LinkedHashMap<>();

    /** The first answer where there is one, else that of {@code act}. */
    public synchronized Answer to(Inbound in, JsonObject body, Supplier<Answer.Whole> act) {
        var value = in.header("Idempotency-Key");
        if (value.isEmpty()) {
            return act.get();
        }
        if (value.get().length() > LONGEST_KEY) {
            return Answer.problem(400, "An Idempotency-Key is no longer than " + LONGEST_KEY + " characters.");
        }
        var key = Key.of(in, value.get());
        var first = kept.get(key);
        if (first != null) {
            return first.body().equals(body)
                    ? first.answer()
                    : Answer.problem(422, "This Idempotency-Key was used with another body.");
        }
        var answer = act.get();
        if (answer.status() < 300) {
            keep(key, new First(body.copy(), answer));
        }
        return answer;
    }

    private void keep(Key key, First first) {
        if (kept.size() == MOST) {
            kept.pollFirstEntry();
        }
        kept.put(key, first);
    }
}
