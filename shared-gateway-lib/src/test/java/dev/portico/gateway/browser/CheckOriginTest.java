package dev.portico.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Passages;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckOriginTest {

    private static final String SHOP = "https://shop.example";
    private static final Field VARY = new Field("Vary", "Origin");
    private static final Field MARK = new Field("Access-Control-Allow-Origin", SHOP);

    private static final Cors CORS = new Cors(
            Set.of(SHOP, "http://localhost:5173"), Set.of("Authorization"), Set.of(), false, Duration.ofMinutes(10));
    private static final Cors WITH_COOKIES = new Cors(Set.of(SHOP), Set.of(), Set.of("RateLimit"), true, Duration.ZERO);

    private static final SentRequest GET = SentRequest.get("/api/home");
    private static final SentRequest PREFLIGHT = GET.by("OPTIONS")
            .with("Access-Control-Request-Method", "PUT")
            .with("Access-Control-Request-Headers", "x-a");

    @Test
    void pages_of_a_listed_origin_may_read_the_answer() {
        assertThat(fields(CORS, GET.with("Origin", SHOP))).containsExactly(MARK, VARY);
        assertThat(fields(CORS, GET.by("POST").with("Origin", SHOP))).containsExactly(MARK, VARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "*",
                "https://shop.example.evil.example",
                "https://evilshop.example",
                "https://sub.shop.example",
                "https://shop.example:443",
                "https://shop.example/",
                "https://SHOP.example",
                "http://shop.example",
                "http://localhost",
                "http://localhost:51730",
                "https://shop.example https://evil.example",
                "https://shop.example, https://evil.example",
            })
    void pages_of_any_other_origin_may_not(String origin) {
        assertThat(fields(CORS, GET.with("Origin", origin))).containsExactly(VARY);
        assertThat(Passages.refused(enter(CORS, PREFLIGHT.with("Origin", origin))))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void two_origins_are_none() {
        var both = GET.with("Origin", SHOP).with("Origin", SHOP);

        assertThat(fields(CORS, both)).containsExactly(VARY);
        assertThat(Passages.refused(enter(CORS, PREFLIGHT.with("Origin", SHOP).with("Origin", SHOP))))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void caches_are_told_that_the_origin_matters_even_where_there_is_none() {
        assertThat(fields(CORS, GET)).containsExactly(VARY);
    }

    @Test
    void a_preflight_is_answered_without_a_caller() {
        var answered = Passages.answered(enter(CORS, PREFLIGHT.with("Origin", SHOP)));

        assertThat(answered.status()).isEqualTo(204);
        assertThat(answered.fields())
                .containsExactly(
                        MARK,
                        new Field("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE"),
                        new Field("Access-Control-Allow-Headers", "Authorization"),
                        new Field("Access-Control-Max-Age", "600"),
                        VARY);
    }

    @Test
    void cookies_are_allowed_only_where_the_table_says_so() {
        var credentials = new Field("Access-Control-Allow-Credentials", "true");

        assertThat(fields(WITH_COOKIES, GET.with("Origin", SHOP)))
                .containsExactly(MARK, credentials, new Field("Access-Control-Expose-Headers", "RateLimit"), VARY);
        assertThat(Passages.answered(enter(WITH_COOKIES, PREFLIGHT.with("Origin", SHOP)))
                        .fields())
                .contains(credentials)
                .noneMatch(field -> field.name().equals("Access-Control-Allow-Headers"));
    }

    @Test
    void an_ordinary_options_request_goes_on() {
        assertThat(fields(CORS, GET.by("OPTIONS").with("Origin", SHOP))).containsExactly(MARK, VARY);
        assertThat(fields(CORS, PREFLIGHT)).containsExactly(VARY);
    }

    @Test
    void without_listed_origins_nothing_is_said_and_preflights_go_on() {
        assertThat(fields(Cors.NONE, GET.with("Origin", SHOP))).isEmpty();
        assertThat(fields(Cors.NONE, PREFLIGHT.with("Origin", SHOP))).isEmpty();
    }

    private static Passage enter(Cors cors, SentRequest request) {
        return new CheckOrigin(cors).enter(Exchange.of(request));
    }

    private static List<Field> fields(Cors cors, SentRequest request) {
        return Passages.onward(enter(cors, request)).answerFields();
    }
}
