package dev.portico.demo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.DemoServices;
import dev.portico.demo.wire.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Asks for the screens of an app while the services behind it are hostile: whatever those answer, a client gets what the
 * app's OpenAPI document says, and nothing of what the services should have kept to themselves.
 */
public final class HostileScreens {

    /** Another run of other cases: {@code -Dportico.seed=…}. A case that failed is named by its own seed. */
    private static final long SEED = Long.getLong("portico.seed", 9457);

    private static final int CASES = Integer.getInteger("portico.cases", 40);

    /** Fewer than the limits of a caller allow in a minute. */
    private static final int CASES_A_ROUND = 15;

    private static final int LARGE = 9 * 1024 * 1024;
    private static final long MUCH = 64L * 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int DEEP = 5000;

    /** A caller who asks for nothing else. */
    private static final int ALONE = 1_000_001;

    private static final List<String> SERVICES = List.of("users", "orders", "products", "payments");

    /** What a good request may lead to; all else blames the client, or is a defect. */
    private static final Set<Integer> HONEST = Set.of(200, 201, 404, 409, 422, 502, 503, 504);

    private final DemoServices demo;
    private final URI app;
    private final ApiDocument document;
    private final Map<String, IntFunction<ScreenRequest>> screens;

    /**
     * @param screens how each operation of the document is asked for, by its name in {@link ApiDocument#operations}; each
     *     number gives a request of another caller, so that nobody's limits are used up
     */
    public HostileScreens(
            DemoServices demo, URI app, ApiDocument document, Map<String, IntFunction<ScreenRequest>> screens) {
        this(demo, app, document, screens, Set.of());
    }

    /** @param apart the operations that ask no service */
    public HostileScreens(
            DemoServices demo,
            URI app,
            ApiDocument document,
            Map<String, IntFunction<ScreenRequest>> screens,
            Set<String> apart) {
        var asking = new TreeSet<>(document.operations());
        assertThat(asking.removeAll(apart) || apart.isEmpty())
                .as("%s are there", apart)
                .isTrue();
        assertThat(screens.keySet()).as("how each screen is asked for").isEqualTo(asking);
        this.demo = demo;
        this.app = app;
        this.document = document;
        this.screens = screens;
    }

    /** Whatever services send. */
    public void visit() {
        screens.forEach((operation, screen) -> {
            var statuses = new TreeMap<Integer, Integer>();
            for (long seed = SEED; seed < SEED + CASES; ) {
                var caller = (int) (seed / CASES_A_ROUND % 1_000_000);
                var request = screen.apply(caller);
                try (var client = new ScreenClient(app)) {
                    do {
                        var status = visit(operation, request, client, seed);
                        statuses.merge(status, 1, Integer::sum);
                        seed++;
                    } while (seed < SEED + CASES && seed % CASES_A_ROUND != 0);
                }
            }
            assertThat(CASES < 40 || isAMix(statuses))
                    .as(operation + " succeeds and fails now and then: " + statuses)
                    .isTrue();
        });
    }

    private static boolean isAMix(Map<Integer, Integer> statuses) {
        var sound = statuses.getOrDefault(200, 0) + statuses.getOrDefault(201, 0);
        var broken = statuses.getOrDefault(502, 0) + statuses.getOrDefault(504, 0);
        return sound > CASES / 20 && broken > CASES / 20;
    }

    private int visit(String operation, ScreenRequest request, ScreenClient client, long seed) {
        HttpResponse<byte[]> answer;
        try {
            answer = meddling(new HostileAnswers(seed), request, client);
        } catch (AssertionError none) {
            throw new AssertionError(operation + " with -Dportico.cases=1 -Dportico.seed=" + seed, none);
        }
        var complaints = complaints(operation, answer);
        if (!complaints.isEmpty()) {
            throw new AssertionError(operation + " with -Dportico.cases=1 -Dportico.seed=" + seed + ": "
                    + String.join("; ", complaints) + "\n" + excerpt(answer.body()));
        }
        return answer.statusCode();
    }

    private List<String> complaints(String operation, HttpResponse<byte[]> answer) {
        var complaints = new ArrayList<>(DocumentedAnswer.complaints(document, operation, answer));
        if (!HONEST.contains(answer.statusCode())) {
            complaints.add("a good request is answered with " + answer.statusCode());
        }
        if (answer.headers().map().toString().contains(HostileJson.LEAK)
                || new String(answer.body(), StandardCharsets.UTF_8).contains(HostileJson.LEAK)) {
            complaints.add("it holds what a service should have kept to itself");
        }
        return complaints;
    }

    /** Answers that are larger or deeper than anybody needs are none. */
    public void drown() {
        assertNothingIsTaken((target, good) -> Answer.json(200, Buffer.buffer("{\"" + "x".repeat(LARGE) + "\":1}")));
        assertNothingIsTaken(
                (target, good) -> Answer.json(200, Buffer.buffer("[".repeat(DEEP) + "null" + "]".repeat(DEEP))));
    }

    /** An answer that never ends is given up before it is much. */
    public void pour() {
        var poured = new AtomicLong();
        assertNothingIsTaken((target, good) -> new Answer.Streamed(
                Map.of("Content-Type", "application/json"),
                response -> pour(response, Buffer.buffer("{\"" + "x".repeat(PIECE)), poured)));
        assertThat(poured.get()).isLessThan(MUCH * screens.size());
    }

    /** Stops by itself, at more than anybody should hold. */
    private static void pour(HttpServerResponse response, Buffer piece, AtomicLong poured) {
        while (!response.closed() && !response.writeQueueFull() && response.bytesWritten() < MUCH) {
            response.write(piece);
            poured.addAndGet(piece.length());
        }
        if (!response.closed() && response.bytesWritten() < MUCH) {
            response.drainHandler(drained -> pour(response, piece, poured));
        }
    }

    private void assertNothingIsTaken(BiFunction<String, Answer, Answer> meddler) {
        try (var client = new ScreenClient(app)) {
            screens.forEach((operation, screen) -> {
                var answer = meddling(meddler, screen.apply(ALONE), client);
                assertThat(answer.statusCode()).as(operation).isIn(502, 504);
                assertThat(complaints(operation, answer)).as(operation).isEmpty();
            });
        }
    }

    private HttpResponse<byte[]> meddling(
            BiFunction<String, Answer, Answer> meddler, ScreenRequest request, ScreenClient client) {
        SERVICES.forEach(name -> demo.service(name).answerThrough(meddler));
        try {
            return client.ask(request);
        } catch (IOException noAnswer) {
            throw new AssertionError(request.target(), noAnswer);
        } finally {
            SERVICES.forEach(name -> demo.service(name).answerTruly());
        }
    }

    private static String excerpt(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 1000 ? text.substring(0, 1000) + "…" : text;
    }
}
