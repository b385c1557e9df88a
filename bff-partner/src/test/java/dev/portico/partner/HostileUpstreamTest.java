package dev.portico.partner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.demo.testing.HostileJson;
import dev.portico.demo.testing.JsonFields;
import dev.portico.partner.HostileUpstream.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a service sends, partners get their contract or an honest problem. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(HostileUpstream.class)
class HostileUpstreamTest {

    /** Another run of other cases: {@code -Dportico.seed=…}. A case that failed is named by its own seed. */
    private static final long SEED = Long.getLong("portico.seed", 9457);

    private static final int CASES = Integer.getInteger("portico.cases", 250);

    /** Fewer than the limits of a partner allow in a minute. */
    private static final int CASES_PER_PARTNER = 50;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /**
     * What is asked for, what may leave, and what a good service answers.
     *
     * @param body what is sent; empty for a read
     * @param broken the status where a service gives no sound answer
     */
    record Screen(String target, String body, Set<String> contract, JsonNode good, int broken) {

        static Screen read(String target, Set<String> contract, String good) {
            return new Screen(target, "", contract, JsonFields.tree(good.getBytes(StandardCharsets.UTF_8)), 502);
        }

        static Screen write(String target, Screen like, Set<String> contract, int broken) {
            return new Screen(target, NEW_ORDER, contract, like.good, broken);
        }

        Screen inVersion2(Set<String> itsContract) {
            return new Screen(target.replace("/v1/", "/v2/"), body, itsContract, good, broken);
        }

        int sound() {
            return target.endsWith("/orders") ? 201 : 200;
        }

        boolean finds() {
            return body.isEmpty() && target.contains("/orders/");
        }

        @Override
        public String toString() {
            return target;
        }
    }

    private static final String NEW_ORDER = "{\"lines\":[{\"productId\":\"p-1\",\"quantity\":1}]}";

    private static final Screen CATALOG = Screen.read(
            "/v1/catalog/products?limit=3",
            Contract.CATALOG,
            """
                {"items":[
                  {"id":"p-1","sku":"SKU-1","name":"Lamp","slug":"lamp","category":"lamps","brand":"A","summary":"Bright.",
                   "price":{"amount":1990,"currency":"EUR","leak":1},"description":"leak","availability":"in-stock",
                   "images":[{"url":"https://i.example/1","width":160,"height":120,"alt":"leak"},
                             {"url":"https://i.example/2","width":320,"height":240}],
                   "internal":{"supplier":{"id":"leak","contact":"leak@example.test"},"costPrice":{"amount":1}}},
                  {"id":"p-2","sku":"SKU-2","name":"Chair","category":"chairs","brand":null,"summary":"Sturdy.",
                   "price":{"amount":4990,"currency":"EUR"},"availability":"out-of-stock","images":[],
                   "stock":{"warehouses":[{"code":"leak"}]}}],
                 "total":2,"offset":0,"limit":3,"leak":[]}
                """);

    private static final Screen ORDER = Screen.read(
            "/v1/orders/o-1",
            Contract.ORDER,
            """
                {"id":"o-1","userId":"leak","status":"shipped","placedAt":"2026-01-02T03:04:05Z",
                 "lines":[{"number":1,"productId":"leak","sku":"SKU-1","quantity":2,
                           "unitPrice":{"amount":1990,"currency":"EUR"},"warehouse":"leak"},
                          {"sku":"SKU-2","quantity":1,"unitPrice":{"amount":10,"currency":"EUR"}}],
                 "totals":{"goods":{"amount":3980,"currency":"EUR"},"grand":{"amount":3990,"currency":"EUR"}},
                 "shippingAddress":{"street":"leak","geo":{"lat":1,"lon":2}},
                 "fulfilment":{"carrier":"Carrier A","trackingCode":"123","events":[{"step":"placed","by":"leak"}]},
                 "fraud":{"score":3,"checks":[{"evidence":"leak"}]},"internalNotes":["leak"]}
                """);

    private static final Screen PLACING = Screen.write("/v1/orders", ORDER, Contract.ORDER, 504);

    private static final Screen CANCELLING = Screen.write("/v1/orders/o-1/cancel", ORDER, Contract.ORDER, 504);

    static List<Screen> screens() {
        return List.of(
                CATALOG,
                ORDER,
                PLACING,
                CANCELLING,
                CATALOG.inVersion2(Contract.CATALOG_V2),
                ORDER.inVersion2(Contract.ORDER_V2),
                PLACING.inVersion2(Contract.ORDER_V2),
                CANCELLING.inVersion2(Contract.ORDER_V2));
    }

    @HostileUpstream.Here
    HostileUpstream upstream;

    @TestHTTPResource
    URI app;

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void what_is_good_arrives(Screen screen) {
        var answer = ask(screen, "partner-good", new Answer(200, bytes(screen), false));

        assertThat(answer.statusCode()).isEqualTo(screen.sound());
        var mayBeLeftOut = Set.of(".next string"); // there is one page
        var held = JsonFields.of(answer.body());
        assertThat(screen.contract).containsAll(held);
        assertThat(screen.contract).filteredOn(entry -> !held.contains(entry)).isSubsetOf(mayBeLeftOut);
        assertNothingLeaks(answer);
    }

    @ParameterizedTest
    @MethodSource("screens")
    void whatever_a_service_sends_the_answer_is_the_contract_or_a_problem(Screen screen) {
        var statuses = new TreeMap<Integer, Integer>();
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            var body = Buffer.buffer(HostileJson.of(screen.good, new SplittableRandom(seed)));
            var answer = ask(screen, screen + "-" + seed / CASES_PER_PARTNER, new Answer(200, body, false));
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            try {
                assertIsContractOrProblem(screen, answer);
            } catch (AssertionError failed) {
                throw new AssertionError("Seed " + seed + ": " + excerpt(body), failed);
            }
        }
        assertThat(statuses).as("a fair mix of both").containsOnlyKeys(screen.sound(), screen.broken);
        assertThat(statuses.values()).allMatch(times -> times > CASES / 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 206, 300, 301, 400, 401, 403, 404, 408, 409, 410, 429, 500, 502, 503, 599})
    void whatever_status_a_service_sends_its_words_do_not_leave(int status) {
        for (var screen : screens()) {
            var answer = ask(screen, "partner-status-" + status, new Answer(status, bytes(screen), false));

            assertThat(answer.statusCode()).as(screen.target).isEqualTo(expected(screen, status));
            assertNothingLeaks(answer);
        }
    }

    private static int expected(Screen screen, int status) {
        if (status < 300) {
            return screen.sound();
        }
        var absent = status == 404 || status == 410;
        if (screen.body.isEmpty()) {
            return absent && screen.finds() ? 404 : 502;
        }
        if (screen.target.endsWith("/cancel")) {
            if (absent) {
                return 404;
            }
            // that it has been cancelled before, the double refuses to say
            return status == 429 ? 503 : status < 500 && status >= 400 && status != 408 ? 502 : 504;
        }
        return switch (status) {
            case 400, 404, 422 -> 422;
            case 409 -> 409;
            case 429 -> 503;
            default -> status < 500 && status >= 400 && status != 408 ? 502 : 504;
        };
    }

    @ParameterizedTest
    @MethodSource("screens")
    void an_answer_that_ends_too_early_is_a_problem(Screen screen) {
        var answer = ask(screen, "partner-cut", new Answer(200, bytes(screen), true));

        assertThat(answer.statusCode()).isEqualTo(screen.broken);
        assertNothingLeaks(answer);
    }

    @Test
    void an_answer_larger_than_anybody_needs_is_502() {
        var answer = ask(ORDER, "partner-large", new Answer(200, Buffer.buffer(new byte[9 * 1024 * 1024]), false));

        assertThat(answer.statusCode()).isEqualTo(502);
    }

    private static void assertIsContractOrProblem(Screen screen, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isIn(screen.sound(), screen.broken);
        assertNothingLeaks(answer);
        if (answer.statusCode() == screen.sound()) {
            assertThat(screen.contract).containsAll(JsonFields.of(answer.body()));
            assertThat(Contract.lacking(answer.body(), screen.contract)).isEmpty();
        } else {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(JsonFields.of(answer.body())).isEqualTo(Contract.PROBLEM);
        }
    }

    private static void assertNothingLeaks(HttpResponse<byte[]> answer) {
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain(HostileJson.LEAK);
        assertThat(answer.headers().map().toString()).doesNotContain(HostileJson.LEAK);
    }

    private HttpResponse<byte[]> ask(Screen screen, String partner, Answer answer) {
        upstream.answersWith(answer);
        var request = HttpRequest.newBuilder(app.resolve(screen.target))
                .header("Authorization", "Bearer " + upstream.token(Map.of("sub", partner)));
        if (!screen.body.isEmpty()) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(screen.body));
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static Buffer bytes(Screen screen) {
        return Buffer.buffer(screen.good.toString());
    }

    private static String excerpt(Buffer body) {
        var text = body.toString();
        return text.length() > 1000 ? text.substring(0, 1000) + "…" : text;
    }
}
