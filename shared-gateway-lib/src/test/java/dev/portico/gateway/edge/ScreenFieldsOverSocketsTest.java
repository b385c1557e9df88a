package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller chooses fields of a screen's answer, as the screen's own contract describes it. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class ScreenFieldsOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    UpstreamDouble upstream;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/fields/products/tea?fields=name                  | {'name':'Green tea'}",
                "/fields/products/tea?fields=images.width,id       | {'id':'tea','images':[{'width':64},{'width':128}]}",
                "/fields/products/tea?fields=price                 | {'price':{'amount':450,'currency':'EUR'}}",
                "/fields/products/tea?fields=similar.name          | {'similar':{'name':'Mate'}}",
                "/fields/page?fields=missing,items.price.amount    | {'items':[{'price':{'amount':450}}],'missing':['stock']}",
                "/fields/page?fields=totals.net.amount             | {'totals':{'net':{'amount':1}}}",
                "/fields/page?fields=totals.gross                  | {'totals':{}}",
                "/fields/list?fields=url                           | [{'url':'/1.png'},{'url':'/2.png'}]",
                "/fields/own?fields=id                             | {'amount':2,'currency':'id'}",
                "/fields/own?fields=,                              | {'amount':1,'currency':','}",
                "/fields/names?fields=id                           | ['nullfields=id']",
                "/fields/undescribed?fields=id                     | {'amount':450,'currency':'EUR'}",
                "/fields/text?fields=id                            | text",
            })
    void a_screen_answers_with_what_was_chosen(String target, String expected) {
        var answer = get(target);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fields=stock",
                "fields=id.below",
                "fields=images.height",
                "fields=name,",
                "fields=",
                "fields=name&fields=id"
            })
    void what_a_screen_does_not_have_is_refused_before_it_runs(String query) {
        var runs = FieldsScreens.RUNS.get();
        var answer = get("/fields/products/tea?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("detail"))
                .endsWith("The fields are id, name, price.amount, price.currency, images.url, images.width, similar.");
        assertThat(FieldsScreens.RUNS.get()).isEqualTo(runs);
    }

    @Test
    void what_was_chosen_is_compressed_like_any_answer() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(
                            Wire.head("GET /fields/long?fields=width HTTP/1.1", "Host: a", "Accept-Encoding: gzip"))
                    .answer();
            assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.field("Content-Length"))
                    .isEqualTo(Integer.toString(answer.content().length()));
            assertThat(Gzipped.text(answer)).isEqualTo("[" + "{\"width\":64},".repeat(499) + "{\"width\":64}]");
        }
    }

    @Test
    void each_choice_has_a_tag_of_its_own() {
        var name = get("/fields/products/tea?fields=name").field("ETag");
        assertThat(name)
                .isNotEmpty()
                .isNotEqualTo(get("/fields/products/tea?fields=id").field("ETag"));
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(Wire.head(
                                    "GET /fields/products/tea?fields=name HTTP/1.1",
                                    "Host: a",
                                    "If-None-Match: " + name))
                            .answer()
                            .status())
                    .isEqualTo(304);
        }
    }

    @Test
    void a_problem_is_told_in_full() {
        var answer = get("/fields/gone?fields=name");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("type")).isEqualTo("urn:portico:problem:not-found");
    }

    @Test
    void the_answer_to_head_is_refused_or_given_alike() {
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(Wire.head("HEAD /fields/products/tea?fields=name HTTP/1.1", "Host: a"))
                            .answerToHead()
                            .status())
                    .isEqualTo(200);
            assertThat(wire.send(Wire.head("HEAD /fields/products/tea?fields=stock HTTP/1.1", "Host: a"))
                            .answerToHead()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void other_methods_take_no_choice() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(
                            Wire.head("POST /fields/products?fields=stock HTTP/1.1", "Host: a", "Content-Length: 0"))
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"amount\":450,\"currency\":\"EUR\"}");
        }
    }

    @Test
    void the_contract_tells_who_takes_a_choice() {
        var document = contract();
        var paths = document.getJsonObject("paths");
        assertThat(parameters(paths, "/fields/products/{id}")).contains("#/components/parameters/fields");
        assertThat(parameters(paths, "/fields/page")).contains("#/components/parameters/fields");
        assertThat(parameters(paths, "/fields/list")).contains("#/components/parameters/fields");
        assertThat(parameters(paths, "/fields/own"))
                .doesNotContain("#/components")
                .contains("\"name\":\"fields\"");
        assertThat(parameters(paths, "/fields/names")).doesNotContain("fields");
        assertThat(parameters(paths, "/fields/text")).doesNotContain("fields");
        assertThat(parameters(paths, "/fields/undescribed")).doesNotContain("fields");
        assertThat(paths.getJsonObject("/fields/products").getJsonObject("post").encode())
                .doesNotContain("parameters");
        var parameter =
                document.getJsonObject("components").getJsonObject("parameters").getJsonObject("fields");
        assertThat(parameter.getString("in")).isEqualTo("query");
        assertThat(parameter.getBoolean("explode")).isFalse();
    }

    private static String parameters(JsonObject paths, String path) {
        return String.valueOf(paths.getJsonObject(path).getJsonObject("get").getJsonArray("parameters"));
    }

    private JsonObject contract() {
        try (var wire = Wire.to(management)) {
            return wire.send(Wire.head("GET /openapi?format=json HTTP/1.1", "Host: a"))
                    .answer()
                    .json();
        }
    }

    private Answer get(String target) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + target + " HTTP/1.1", "Host: a"))
                    .answer();
        }
    }
}
