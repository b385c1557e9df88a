package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker sends so that others get it, or get what is another's, and what they get instead. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class CacheAttacksOverSocketsTest {

    private static final String FRESH = "Cache-Control: max-age=60";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host",
                "x_forwarded_host",
                "X-Forwarded-Proto",
                "X-Forwarded-Prefix",
                "X-Forwarded-For",
                "Forwarded",
                "X-Host",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-HTTP-Method-Override",
                "X-User-Id"
            })
    void a_field_that_upstreams_believe_does_not_poison_what_others_get(String name) {
        var path = "/cached/unkeyed-" + name;
        reflects(path);
        assertThat(get(path, name + ": evil.example").body()).doesNotContain("evil");
        assertThat(get(path).body()).doesNotContain("evil");
    }

    @Test
    void the_host_that_one_asked_for_is_for_those_who_ask_for_it() {
        reflects("/cached/host");
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(Wire.head("GET /cached/host HTTP/1.1", "Host: evil.example"))
                            .answer()
                            .body())
                    .contains("evil.example");
        }
        var other = get("/cached/host");
        assertThat(other.body()).doesNotContain("evil");
        assertThat(other.field("Cache-Status")).startsWith("portico; fwd=uri-miss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mine/account/style.css", "/mine/account.js", "/mine/account%2ecss", "/mine/logo.png"})
    void a_page_of_ones_own_is_nobody_elses_however_its_address_ends(String path) {
        upstream.answer(path.replace("%2e", "."), ok("of alice", "Cache-Control: public, max-age=60"));
        assertThat(get(path, Tokens.bearer("alice")).body()).isEqualTo("of alice");
        assertThat(get(path, Tokens.bearer("alice")).field("Cache-Status")).startsWith("portico; hit");
        assertThat(get(path).status()).isEqualTo(401);
        assertThat(get(path, Tokens.bearer("bob")).field("Cache-Status")).startsWith("portico; fwd=uri-miss");
    }

    @Test
    void those_of_the_same_role_share_where_the_row_says_so_and_nobody_else() {
        upstream.answer("/ours/prices", ok("for staff", FRESH));
        get("/ours/prices", Tokens.bearer("alice", "staff"));
        assertThat(get("/ours/prices", Tokens.bearer("bob", "staff")).field("Cache-Status"))
                .startsWith("portico; hit");
        assertThat(get("/ours/prices", Tokens.bearer("carol")).field("Cache-Status"))
                .startsWith("portico; fwd");
        assertThat(get("/ours/prices").status()).isEqualTo(401);
    }

    @Test
    void what_came_with_a_cookie_is_nobody_elses_though_callers_share() {
        upstream.answer("/ours/basket", ok("of alice", FRESH));
        assertThat(get("/ours/basket", Tokens.bearer("alice", "staff"), "Cookie: session=alice")
                        .field("Cache-Status"))
                .endsWith("; detail=credentials");
        assertThat(get("/ours/basket", Tokens.bearer("bob", "staff")).field("Cache-Status"))
                .startsWith("portico; fwd=uri-miss");
    }

    @Test
    void codings_that_nobody_knows_push_nothing_out() {
        upstream.answer("/cached/coded", ok("one", FRESH, "Vary: Accept-Encoding"));
        get("/cached/coded", "Accept-Encoding: gzip");
        for (int i = 0; i < 20; i++) {
            assertThat(get("/cached/coded", "Accept-Encoding: gzip, x" + i).field("Cache-Status"))
                    .startsWith("portico; hit");
        }
    }

    @Test
    void what_came_with_a_cookie_or_sets_one_is_nobody_elses() {
        upstream.answer("/cached/session", ok("of alice", FRESH));
        get("/cached/session", "Cookie: session=alice");
        assertThat(get("/cached/session").field("Cache-Status")).startsWith("portico; fwd=uri-miss");
        upstream.answer("/cached/login", ok("welcome", FRESH, "Set-Cookie: session=alice"));
        assertThat(get("/cached/login").field("Set-Cookie")).isEqualTo("session=alice");
        assertThat(get("/cached/login").field("Cache-Status")).endsWith("; detail=cookie");
        assertThat(upstream.drain()).hasSize(4);
    }

    @Test
    void what_depends_on_everything_is_not_kept_and_what_depends_on_a_field_is_for_its_value() {
        upstream.answer("/cached/star", ok("one", FRESH, "Vary: *"));
        get("/cached/star");
        assertThat(get("/cached/star").field("Cache-Status")).endsWith("; detail=vary");
        upstream.answer("/cached/tongue", ok("eins", FRESH, "Vary: Accept-Language"));
        get("/cached/tongue", "Accept-Language: de");
        assertThat(get("/cached/tongue", "Accept-Language: en").field("Cache-Status"))
                .startsWith("portico; fwd=vary-miss");
        assertThat(get("/cached/tongue", "Accept-Language:  DE ").field("Cache-Status"))
                .startsWith("portico; hit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?page=2&callback=evil",
                "?callback=evil&page=2",
                "?callback=evil;page=9&page=2",
                "?utm_content=x&callback=evil&page=2",
                "?%63allback=evil&page=2"
            })
    void parameters_that_are_not_part_of_the_key_do_not_reach_the_upstream(String query) {
        get("/paged/list" + query);
        get("/paged/list?page=2");
        assertThat(upstream.drain())
                .allSatisfy(seen -> assertThat(seen.startLine()).isEqualTo("GET /paged/list?page=2 HTTP/1.1"));
    }

    @Test
    void two_values_of_a_parameter_are_another_page_than_one() {
        get("/paged/twice?page=1&page=evil");
        assertThat(get("/paged/twice?page=1").body()).isEqualTo("GET /paged/twice?page=1");
    }

    @Test
    void a_body_of_a_get_changes_nothing_for_others() {
        upstream.on("/cached/fat", peer -> peer.send(ok("got " + new String(peer.readBody(), UTF_8), FRESH)));
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /cached/fat HTTP/1.1", "Host: a", "Content-Length: 4") + "evil")
                    .answer();
        }
        assertThat(get("/cached/fat").body()).isEqualTo("got ");
    }

    @Test
    void one_canonical_path_is_one_page() {
        upstream.answer("/cached/caf%C3%A9/a", ok("one", FRESH));
        get("/cached/caf%c3%a9/%61");
        assertThat(get("/cached/caf%C3%A9/a").field("Cache-Status")).startsWith("portico; hit");
        for (var path :
                List.of("/cached/x/../y", "/cached/%2e%2e/y", "/cached//y", "/cached/y;a.css", "/cached/%2Fy")) {
            assertThat(get(path).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void a_broken_answer_is_given_to_nobody_else() {
        upstream.on("/cached/broken", peer -> {
            peer.send("HTTP/1.1 200 OK\r\n" + FRESH + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf ");
            peer.reset();
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /cached/broken HTTP/1.1", "Host: a"));
            wire.rest();
        }
        upstream.answer("/cached/broken", ok("whole", FRESH));
        assertThat(get("/cached/broken").body()).isEqualTo("whole");
    }

    /** Writes all that it was told into what it answers. */
    private void reflects(String path) {
        upstream.on(path, peer -> peer.send(ok(peer.request().head().replaceAll("\\s+", " "), FRESH)));
    }

    private Answer get(String path, String... fields) {
        try (var wire = Wire.to(gateway)) {
            var lines = new ArrayList<String>();
            lines.add("GET " + path + " HTTP/1.1");
            lines.add("Host: a");
            lines.addAll(List.of(fields));
            return wire.send(Wire.head(lines.toArray(String[]::new))).answer();
        }
    }

    private static String ok(String content, String... fields) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + content.length() + "\r\n"
                + String.join("\r\n", fields) + "\r\n\r\n" + content;
    }
}
