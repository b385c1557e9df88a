package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.IssuedKey;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Plans over sockets: what they include, and what happens when they are used up. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = PlanTableResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class PlansOverSocketsTest {

    private static final String URN = "urn:portico:problem:";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;
    PlanTableResource.Keys keys;

    @Test
    void a_quota_lets_pass_what_was_agreed_on_and_then_nothing_until_the_next_month() {
        assertThat(get("/cheap/x", keys.small()).status()).isEqualTo(200);
        assertThat(get("/costly/x", keys.small()).status()).isEqualTo(200);
        upstream.drain();

        var refused = get("/cheap/x", keys.small());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().getString("type")).isEqualTo(URN + "quota-used-up");
        assertThat(refused.json().getString("quota")).isEqualTo("month");
        assertThat(Long.parseLong(refused.field("Retry-After")))
                .isBetween(1L, Duration.ofDays(31).plusHours(1).toSeconds());
        assertThat(refused.field("RateLimit")).startsWith("\"small.month\";r=0;t=" + refused.field("Retry-After"));
        assertThat(refused.field("RateLimit-Policy"))
                .contains("\"plenty\"")
                .contains("\"calls\"")
                .contains("\"small.month\";q=3");
        assertThat(upstream.drain()).isEmpty();
        assertThat(get("/free/x", keys.small()).status()).isEqualTo(200);
        assertThat(get("/cheap/x", keys.large()).status()).isEqualTo(200);
    }

    @Test
    void what_a_plan_does_not_include_never_reaches_the_upstream() {
        upstream.drain();

        var refused = get("/rich/x", keys.other());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("type")).isEqualTo(URN + "not-in-plan");
        assertThat(refused.json().getString("plan")).isEqualTo("small");
        assertThat(upstream.drain()).isEmpty();
        assertThat(get("/rich/x", keys.large()).status()).isEqualTo(200);
    }

    @Test
    void who_has_no_plan_gets_only_what_stands_apart_from_plans() {
        var refused = get("/cheap/x", keys.none());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("type")).isEqualTo(URN + "no-plan");
        assertThat(get("/open/x", keys.none()).status()).isEqualTo(403);
        assertThat(get("/free/x", keys.none()).status()).isEqualTo(200);
        assertThat(get("/nowhere", keys.none()).status()).isEqualTo(404);
        assertThat(answer("/open/x").status()).isEqualTo(200);
    }

    private Answer get(String path, IssuedKey key) {
        return answer(path, "X-API-Key: " + key.text());
    }

    private Answer answer(String path, String... lines) {
        try (var wire = Wire.to(gateway)) {
            return wire.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Wire.head(lines))
                    .answer();
        }
    }
}
