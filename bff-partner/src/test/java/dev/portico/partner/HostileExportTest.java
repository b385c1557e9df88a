package dev.portico.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.demo.testing.HostileJson;
import dev.portico.demo.testing.JsonFields;
import dev.portico.partner.HostileUpstream.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a service streams, partners get lines of their contract, an honest problem, or an answer that breaks off. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(HostileUpstream.class)
class HostileExportTest {

    private static final long SEED = Long.getLong("portico.seed", 9457);
    private static final int CASES = Integer.getInteger("portico.cases", 200);

    /** Fewer than the limit of a partner allows in an hour. */
    private static final int CASES_PER_PARTNER = 50;

    private static final int MUCH = 64 * 1024 * 1024;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final JsonNode PRODUCT = JsonFields.tree(
            """
            {"id":"p-1","sku":"SKU-1","name":"Lamp","slug":"lamp","category":"lamps","brand":"A","summary":"Bright.",
             "price":{"amount":1990,"currency":"EUR","leak":1},"description":"leak","availability":"in-stock",
             "images":[{"url":"https://i.example/1","width":160,"height":120,"alt":"leak"}],
             "internal":{"supplier":{"id":"leak","contact":"leak@example.test"},"costPrice":{"amount":1}}}
            """
                    .getBytes(StandardCharsets.UTF_8));

    /** @param whole whether the answer came to its end */
    private record Got(int status, String text, boolean whole) {}

    @HostileUpstream.Here
    HostileUpstream upstream;

    @TestHTTPResource
    URI app;

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static String good(int lines) {
        return (PRODUCT + "\n").repeat(lines);
    }

    @ParameterizedTest
    @CsvSource({"v1, 2", "v1, 200", "v2, 2", "v2, 200"})
    void what_is_good_arrives(String version, int lines) {
        var got = ask(version, "partner-good", good(lines));

        assertThat(got.status).isEqualTo(200);
        assertThat(got.whole).isTrue();
        assertThat(got.text.lines()).hasSize(lines);
        assertContract(version, got.text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void whatever_a_service_streams_what_leaves_is_the_contract(String version) {
        var ends = new TreeMap<String, Integer>();
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            var dice = new SplittableRandom(seed);
            var lines = new ByteArrayOutputStream();
            for (int line = dice.nextInt(60); line >= 0; line--) {
                lines.writeBytes(dice.nextInt(20) == 0 ? HostileJson.of(PRODUCT, dice) : bytes(PRODUCT.toString()));
                lines.write('\n');
            }
            var partner = version + "-" + seed / CASES_PER_PARTNER;
            var got = ask(version, partner, new Answer(200, Buffer.buffer(lines.toByteArray()), dice.nextInt(9) == 0));
            ends.merge(got.status + (got.whole ? " whole" : " broken off"), 1, Integer::sum);
            try {
                assertIsContractOrProblem(version, got);
            } catch (AssertionError failed) {
                throw new AssertionError("Seed " + seed, failed);
            }
        }
        assertThat(ends).as("a fair mix of all").containsOnlyKeys("200 whole", "200 broken off", "502 whole");
        assertThat(ends.values()).allMatch(times -> times > CASES / 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "null", "<html>leak</html>", "{\"leak\":1}"})
    void an_answer_whose_first_line_is_broken_is_502(String line) {
        var got = ask("v1", "partner-first", line + "\n" + good(100));

        assertThat(got.status).isEqualTo(502);
        assertThat(JsonFields.of(bytes(got.text))).isEqualTo(Contract.PROBLEM);
    }

    @Test
    void an_answer_with_a_broken_line_breaks_off_there() {
        var got = ask("v1", "partner-later", good(100) + "{\"leak\":1}\n" + good(100));

        assertThat(got.status).isEqualTo(200);
        assertThat(got.whole).isFalse();
        assertThat(got.text.lines()).hasSizeLessThanOrEqualTo(100);
        assertContract("v1", got.text.substring(0, got.text.lastIndexOf('\n') + 1));
    }

    @Test
    void a_line_without_end_is_502() {
        var got = ask("v1", "partner-long", "{\"id\":\"" + "x".repeat(MUCH / 8));

        assertThat(got.status).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 400, 401, 404, 410, 429, 500, 503})
    void whatever_status_a_service_sends_there_is_no_export(int status) {
        var got = ask("v1", "partner-status", new Answer(status, Buffer.buffer(good(2)), false));

        assertThat(got.status).isEqualTo(502);
        assertThat(got.text).doesNotContain(HostileJson.LEAK);
    }

    @Test
    void an_export_that_nobody_reads_rests_and_ends_with_its_reader() throws IOException {
        var endless = upstream.answersEndlessly(Buffer.buffer(good(10)), MUCH);
        try (var reading = open("v1", "partner-slow").body()) {
            assertThat(reading.read()).isEqualTo('{');
            assertThatExceptionOfType(TimeoutException.class)
                    .as("what nobody reads is not taken of the service")
                    .isThrownBy(() -> endless.tooMuch().get(2, TimeUnit.SECONDS));
        }
        assertThat(endless.closed()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void a_partner_has_two_exports_at_a_time() throws IOException {
        var partner = "partner-" + UUID.randomUUID();
        var endless = upstream.answersEndlessly(Buffer.buffer(good(10)), MUCH);
        try (var one = open("v1", partner).body();
                var two = open("v2", partner).body()) {
            assertThat(one.read()).isEqualTo(two.read());
            var third = ask("v1", partner);
            assertThat(third.status).isEqualTo(503);
            assertThat(JsonFields.of(bytes(third.text))).isEqualTo(Contract.PROBLEM);
            try (var ofAnother = open("v1", partner + "-2").body()) {
                assertThat(ofAnother.read()).isEqualTo('{');
            }
        }
        assertThat(endless.closed()).succeedsWithin(Duration.ofSeconds(20));
    }

    private static void assertIsContractOrProblem(String version, Got got) {
        assertThat(got.text).doesNotContain(HostileJson.LEAK);
        assertThat(got.status).isIn(200, 502);
        if (got.status == 200) {
            assertContract(version, got.text.substring(0, got.text.lastIndexOf('\n') + 1));
        } else {
            assertThat(JsonFields.of(bytes(got.text))).isEqualTo(Contract.PROBLEM);
        }
    }

    private static void assertContract(String version, String text) {
        var contract = contract(version);
        assertThat(text).doesNotContain(HostileJson.LEAK);
        assertThat(text.lines()).allSatisfy(line -> {
            assertThat(contract).containsAll(JsonFields.of(bytes(line)));
            assertThat(Contract.lacking(bytes(line), contract)).isEmpty();
        });
    }

    private static Set<String> contract(String version) {
        return version.equals("v1") ? Contract.PRODUCT : Contract.PRODUCT_V2;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Got ask(String version, String partner, String lines) {
        return ask(version, partner, new Answer(200, Buffer.buffer(lines), false));
    }

    private Got ask(String version, String partner, Answer answer) {
        upstream.answersWith(answer);
        return ask(version, partner);
    }

    private Got ask(String version, String partner) {
        HttpResponse<InputStream> answer;
        try {
            answer = open(version, partner);
        } catch (IOException brokenOffAtOnce) { // a reset overtakes what came before it
            return new Got(200, "", false);
        }
        var read = new ByteArrayOutputStream();
        var whole = true;
        try (var body = answer.body()) {
            for (int next = body.read(); next >= 0; next = body.read()) {
                read.write(next);
            }
        } catch (IOException brokenOff) {
            whole = false;
        }
        return new Got(answer.statusCode(), read.toString(StandardCharsets.UTF_8), whole);
    }

    private HttpResponse<InputStream> open(String version, String partner) throws IOException {
        var request = HttpRequest.newBuilder(app.resolve("/" + version + "/catalog/export"))
                .header("Authorization", "Bearer " + upstream.token(Map.of("sub", partner)))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
