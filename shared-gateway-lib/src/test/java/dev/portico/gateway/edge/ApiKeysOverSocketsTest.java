package dev.portico.gateway.edge;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.IssuedKey;
import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys of a file, over sockets: who gets in, what is told, and how fast one that is revoked ends. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = ApiKeyFileResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class ApiKeysOverSocketsTest {

    private static final IssuedKey EXPIRED = IssuedKey.fresh();
    private static final IssuedKey ELSEWHERE = IssuedKey.fresh();
    private static final IssuedKey HERE = IssuedKey.fresh();
    private static final IssuedKey OTHER = IssuedKey.fresh();

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    UpstreamDouble upstream;
    ApiKeyFileResource.KeyFile file;

    @BeforeEach
    void issue() {
        file.hold(rows());
        until(
                "the keys are taken over",
                () -> status(HERE.text()) == 200 && status(file.first().text()) == 200);
        upstream.drain();
    }

    private List<String> rows() {
        return List.of(
                file.first().row("acme", "plan: gold, scopes: [products:read]"),
                EXPIRED.row("acme", "scopes: [products:read], expires: \"2020-01-01\""),
                ELSEWHERE.row("umbrella", "scopes: [products:read], addresses: [203.0.113.0/24]"),
                HERE.row("initech", "scopes: [products:read], addresses: [127.0.0.0/8, \"::1\"]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-API-Key: GOOD                                  | 200 | ",
                "x-api-key: GOOD                                  | 200 | ",
                "Authorization: ApiKey GOOD                       | 200 | ",
                "Authorization: apikey GOOD                       | 200 | ",
                "X-API-Key: HERE                                  | 200 | ",
                "X-Other: x                                       | 401 | Send an API key in the field X-API-Key",
                "X-API-Key:                                       | 401 | not known here",
                "X-API-Key: OTHER                                 | 401 | not known here",
                "X-API-Key: GOODPREFIX.OTHERSECRET                | 401 | not known here",
                "X-API-Key: OTHERPREFIX.GOODSECRET                | 401 | not known here",
                "X-API-Key: EXPIREDPREFIX.OTHERSECRET             | 401 | not known here",
                "X-API-Key: EXPIRED                               | 401 | has expired",
                "X-API-Key: ELSEWHERE                             | 401 | from this address",
                "X-API-Key: ELSEWHERE~X-Forwarded-For: 203.0.113.9 | 401 | from this address",
                "X-API-Key: GOOD~X-API-Key: GOOD                  | 401 | More than one credential",
                "X-API-Key: GOOD~Authorization: TOKEN             | 401 | More than one credential",
                "X-API-Key: GOOD~Authorization: Basic YTpi        | 401 | More than one credential",
                "Authorization: ApiKey GOOD~Authorization: TOKEN  | 401 | More than one credential",
                "X-API-Key: GOOD, GOOD                            | 401 | not known here",
                "Authorization: Bearer GOOD                       | 401 | The token was not accepted",
                "Authorization: ApiKey                            | 401 | ",
            })
    void what_is_sent_decides(String lines, int status, String told) {
        var answer = get("/keyed/x", filled(lines));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 401) {
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.field("WWW-Authenticate"))
                    .contains("ApiKey realm=\"portico\"")
                    .contains("Bearer realm=\"portico\"");
            assertThat(answer.body()).contains(told == null ? "" : told);
            assertThat(answer.body())
                    .doesNotContain(file.first().secret(), file.first().prefix());
            assertThat(upstream.drain()).isEmpty();
        }
    }

    @Test
    void a_token_proves_a_caller_as_before() {
        assertThat(get("/api/x", Tokens.bearer("ann")).status()).isEqualTo(200);
    }

    @Test
    void scopes_of_the_key_decide_about_rows() {
        assertThat(get("/written/x", "X-API-Key: " + file.first().text()).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key: GOOD", "Authorization: ApiKey GOOD", "X-API-Key: GOOD~X_Api_Key: GOOD"})
    void upstreams_learn_who_calls_and_never_the_key(String lines) {
        assertThat(get("/keyed/x", filled(lines)).status()).isEqualTo(200);
        var seen = upstream.next();
        assertThat(seen.fields("X-Partner-Id")).containsExactly("acme");
        assertThat(seen.fields("X-User-Scope")).containsExactly("products:read");
        assertThat(seen.head())
                .doesNotContain(file.first().secret())
                .doesNotContain(file.first().prefix())
                .doesNotContainIgnoringCase("api-key")
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void a_row_for_anyone_passes_no_key_on_either() {
        get("/open/x", "X-API-Key: " + file.first().text());
        assertThat(upstream.next().head()).doesNotContain(file.first().secret());
        assertThat(get("/open/x", "X-API-Key: forged").status()).isEqualTo(401);
        assertThat(get("/lenient/x", "X-API-Key: forged").status()).isEqualTo(200);
        assertThat(upstream.next().head()).doesNotContain("forged");
    }

    @Test
    void no_log_line_holds_a_secret() {
        var lines = new LinkedBlockingQueue<String>();
        var recorder = recorder(lines);
        Logger.getLogger("").addHandler(recorder);
        Logger.getLogger("portico.access").addHandler(recorder);
        try {
            get("/keyed/x?key=1", "X-API-Key: " + file.first().text());
            get("/keyed/x", "X-API-Key: " + file.first().prefix() + "." + OTHER.secret());
            get("/keyed/x", "Authorization: ApiKey " + file.first().text());
            until("all three are logged", () -> lines.size() >= 3);
        } finally {
            Logger.getLogger("").removeHandler(recorder);
            Logger.getLogger("portico.access").removeHandler(recorder);
        }
        assertThat(lines)
                .noneMatch(line -> line.contains(file.first().secret()) || line.contains(OTHER.secret()))
                .anyMatch(line -> line.contains("partner:main:acme"));
    }

    @Test
    void a_key_that_is_taken_out_of_the_file_ends_within_seconds() {
        file.hold(rows().subList(1, 4));
        until("it is refused", () -> status(file.first().text()) == 401);
        assertThat(status(HERE.text())).isEqualTo(200);
    }

    @Test
    void a_key_that_is_put_into_the_file_is_good_within_seconds() {
        var more = new ArrayList<>(rows());
        var fresh = IssuedKey.fresh();
        more.add(fresh.row("acme", "scopes: [products:read]"));
        file.hold(more);
        until("it is good", () -> status(fresh.text()) == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys: {", "keys: none", "keys: { pk_0123456789ab: {}, pk_0123456789ab: {} }"})
    void a_broken_file_is_refused_as_a_whole_and_the_keys_before_serve_on(String broken) {
        file.write(broken);
        until("it is told", () -> metric("gateway_api_keys_refused") == 1);
        assertThat(status(file.first().text())).isEqualTo(200);
        assertThat(status(OTHER.text())).isEqualTo(401);
        file.hold(rows());
        until("it is told", () -> metric("gateway_api_keys_refused") == 0);
        assertThat(metric("gateway_api_keys")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pk_0123456789ab: { partner: acme, hash: plain }",
                "pk_0123456789ab: { partner: acme }",
                "pk_0123456789ab: none",
                "pk_0123456789ab:",
                "no-prefix: { partner: acme }",
                "pk_0123456789ab: { partner: acme, colour: red }",
            })
    void a_row_that_cannot_be_read_lets_nobody_in_and_holds_up_no_other_one(String sick) {
        var more = new ArrayList<>(rows().subList(1, 4));
        var fresh = IssuedKey.fresh();
        more.add(fresh.row("umbrella", "scopes: [products:read]"));
        more.add(sick);
        file.hold(more);
        until("what is gone is refused", () -> status(file.first().text()) == 401);
        assertThat(status(fresh.text())).isEqualTo(200);
        assertThat(status(HERE.text())).isEqualTo(200);
        assertThat(metric("gateway_api_keys")).isEqualTo(4);
        until("it is told", () -> metric("gateway_api_keys_refused") == 1);
    }

    @Test
    void a_key_whose_row_cannot_be_read_any_more_ends() {
        var rows = new ArrayList<>(rows());
        rows.set(0, file.first().row("acme", "scopes: [products:read], expires: yesterday"));
        file.hold(rows);
        until("it is refused", () -> status(file.first().text()) == 401);
        assertThat(status(HERE.text())).isEqualTo(200);
    }

    private int status(String key) {
        return get("/keyed/x", "X-API-Key: " + key).status();
    }

    private Answer get(String path, String... lines) {
        try (var wire = Wire.to(gateway)) {
            return wire.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Wire.head(lines))
                    .answer();
        }
    }

    private String[] filled(String lines) {
        return lines.strip()
                .replace("GOODPREFIX", file.first().prefix())
                .replace("GOODSECRET", file.first().secret())
                .replace("OTHERPREFIX", OTHER.prefix())
                .replace("OTHERSECRET", OTHER.secret())
                .replace("EXPIREDPREFIX", EXPIRED.prefix())
                .replace("EXPIRED", EXPIRED.text())
                .replace("ELSEWHERE", ELSEWHERE.text())
                .replace("HERE", HERE.text())
                .replace("OTHER", OTHER.text())
                .replace("GOOD", file.first().text())
                .replace("TOKEN", "Bearer " + Tokens.of("ann"))
                .split("~", -1);
    }

    private double metric(String name) {
        try (var wire = Wire.to(management)) {
            var meters = wire.send(Wire.head("GET /metrics HTTP/1.1", "Host: a", "Connection: close"))
                    .answer()
                    .body();
            return meters.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private static Handler recorder(BlockingQueue<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(String.valueOf(line.getMessage()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
