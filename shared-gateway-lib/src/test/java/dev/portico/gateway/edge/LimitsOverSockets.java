package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits over sockets: who is counted as one, what is refused, and what clients are told, wherever counts are kept. Each test
 * has its own callers.
 */
@SuppressWarnings("NullAway.Init")
abstract class LimitsOverSockets {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void what_is_beyond_a_limit_is_refused_with_all_that_a_client_needs_and_reaches_nobody() {
        for (int left = 4; left >= 0; left--) {
            var answer = get("/few/x", from("198.51.100.1"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("RateLimit-Policy")).isEqualTo("\"few\";q=5;w=3600");
            assertThat(answer.field("RateLimit")).startsWith("\"few\";r=" + left + ";t=");
            assertThat(answer.field("X-RateLimit-Limit")).isEqualTo("5");
            assertThat(answer.field("X-RateLimit-Remaining")).isEqualTo("" + left);
            assertThat(answer.fields("Retry-After")).isEmpty();
        }
        upstream.drain();

        var answer = get("/few/x", from("198.51.100.1"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("detail")).contains("The limit \"few\" is used up");
        assertThat(answer.json().getJsonArray("violated-policies")).containsExactly("few");
        var wait = answer.field("Retry-After");
        assertThat(Integer.parseInt(wait)).isBetween(3500, 3600);
        assertThat(answer.field("RateLimit-Policy")).isEqualTo("\"few\";q=5;w=3600");
        assertThat(answer.field("RateLimit")).isEqualTo("\"few\";r=0;t=" + wait);
        assertThat(answer.field("X-RateLimit-Reset")).isEqualTo(wait);
        assertThat(upstream.drain()).isEmpty();
    }

    /** Whoever has one address of IPv6 has 2^64 of them, and a server on both families sees IPv4 in two spellings. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2001:db8:7:1::%d           | true",
                "2001:db8:7:%d::1           | false",
                "2001:DB8:7:2:%d:0:0:1      | true",
                "203.0.113.%d               | false",
                "::ffff:203.0.112.%d        | false"
            })
    void one_subscriber_is_one_client(String addresses, boolean together) {
        var statuses = IntStream.rangeClosed(11, 16)
                .mapToObj(i -> get("/few/x", from(addresses.formatted(i))).status())
                .toList();
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, together ? 429 : 200);
    }

    @Test
    void an_address_in_another_spelling_is_no_other_client() {
        for (var address : List.of(
                "203.0.113.77", "::ffff:203.0.113.77", "::ffff:cb00:714d", "203.0.113.77", "::FFFF:203.0.113.77")) {
            assertThat(get("/few/x", from(address)).status()).isEqualTo(200);
        }
        assertThat(get("/few/x", from("::ffff:203.0.113.77")).status()).isEqualTo(429);
        assertThat(get("/few/x", from("203.0.113.77")).status()).isEqualTo(429);
    }

    @Test
    void callers_behind_one_address_do_not_starve_each_other() {
        use("/own/x", 3, from("198.51.100.2"), Tokens.bearer("greedy"));
        assertThat(get("/own/x", from("198.51.100.2"), Tokens.bearer("greedy")).status())
                .isEqualTo(429);
        assertThat(get("/own/x", from("198.51.100.99"), Tokens.bearer("greedy")).status())
                .isEqualTo(429);
        use("/own/x", 3, from("198.51.100.2"), Tokens.bearer("modest"));
        use("/own/x", 3, from("198.51.100.2"));
        assertThat(get("/own/x", from("198.51.100.2")).status()).isEqualTo(429);
        assertThat(get("/own/x", from("198.51.100.3")).status()).isEqualTo(200);
    }

    @Test
    void a_forged_caller_is_no_other_caller() {
        use("/own/x", 3, from("198.51.100.4"));
        for (var claim : List.of("X-User-Id: bob", "X-Forwarded-User: bob", "X-Partner-Id: bob", "Cookie: user=bob")) {
            assertThat(get("/own/x", from("198.51.100.4"), claim).status()).isEqualTo(429);
        }
    }

    @Test
    void an_address_that_the_client_claims_itself_is_no_other_client() {
        use("/few/x", 5, "X-Forwarded-For: 10.9.9.9, 198.51.100.5");
        assertThat(get("/few/x", "X-Forwarded-For: 10.9.9.10, 198.51.100.5").status())
                .isEqualTo(429);
    }

    @Test
    void what_the_callers_limit_refuses_does_not_count_against_the_address() {
        use("/crowd/x", 3, from("198.51.100.6"), Tokens.bearer("impatient"));
        for (int i = 0; i < 20; i++) {
            var answer = get("/crowd/x", from("198.51.100.6"), Tokens.bearer("impatient"));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.field("RateLimit-Policy")).isEqualTo("\"crowd\";q=12;w=86400, \"bucket\";q=3;w=1800");
            assertThat(answer.field("RateLimit")).startsWith("\"bucket\";r=0;");
            assertThat(answer.fields("X-RateLimit-Remaining")).containsExactly("0");
        }
        for (var other : List.of("second", "third", "fourth")) {
            use("/crowd/x", 3, from("198.51.100.6"), Tokens.bearer(other));
        }
        var fifth = get("/crowd/x", from("198.51.100.6"), Tokens.bearer("fifth"));
        assertThat(fifth.status()).isEqualTo(429);
        assertThat(fifth.field("RateLimit")).startsWith("\"crowd\";r=0;");
    }

    @Test
    void tokens_that_are_tried_out_do_count_against_the_address() {
        for (int i = 0; i < 12; i++) {
            assertThat(get("/crowd/x", from("198.51.100.7"), "Authorization: Bearer forged" + i)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(get("/crowd/x", from("198.51.100.7"), "Authorization: Bearer forged")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void a_row_takes_what_it_costs() {
        assertThat(get("/costly/x", Tokens.bearer("spender")).field("RateLimit"))
                .startsWith("\"bucket\";r=1;");
        var refused = get("/costly/x", Tokens.bearer("spender"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.field("Retry-After"))).isBetween(500, 600);
        assertThat(get("/own/x", Tokens.bearer("spender")).status()).isEqualTo(200);
        assertThat(get("/own/x", Tokens.bearer("spender")).status()).isEqualTo(429);
    }

    @Test
    void the_users_of_a_tenant_share_a_limit() {
        for (var user : List.of("t1", "t2", "t3", "t4")) {
            assertThat(get("/tenants/x", Tokens.bearerOfTenant(user, "north")).status())
                    .isEqualTo(200);
        }
        assertThat(get("/tenants/x", Tokens.bearerOfTenant("t5", "north")).status())
                .isEqualTo(429);
        assertThat(get("/tenants/x", Tokens.bearerOfTenant("t5", "south")).status())
                .isEqualTo(200);
        assertThat(get("/tenants/x", Tokens.bearer("t5")).status()).isEqualTo(200);
    }

    @Test
    void of_many_connections_at_once_exactly_as_many_requests_pass_as_may() {
        var passed = new AtomicInteger();
        var token = Tokens.bearer("crowded");
        var threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try (var wire = Wire.to(gateway)) {
                        for (int n = 0; n < 20; n++) {
                            var answer = wire.send(Wire.head("GET /fifty/x HTTP/1.1", "Host: a", token))
                                    .answer();
                            passed.addAndGet(answer.status() == 200 ? 1 : 0);
                        }
                    }
                }))
                .toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
        assertThat(passed).hasValue(50);
    }

    void use(String path, int times, String... lines) {
        for (int i = 0; i < times; i++) {
            assertThat(get(path, lines).status()).isEqualTo(200);
        }
    }

    static String from(String address) {
        return "X-Forwarded-For: " + address;
    }

    Answer get(String path, String... lines) {
        try (var wire = Wire.to(gateway)) {
            return wire.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Wire.head(lines))
                    .answer();
        }
    }
}
