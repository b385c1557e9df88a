package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams and screens learn who is calling from the gates alone, and never of another caller. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class IdentityOverSocketsTest {

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
                "X-User-Id: mallory",
                "x-user-id: mallory",
                "X_User_Id: mallory",
                "X.User.Id: mallory",
                "x_user-id: mallory",
                "X-User-Id: mallory\nX-User-Id: root",
                "X-User-Role: admin",
                "X_USER_ROLE: admin",
                "X-User-Scope: all",
                "X-Partner-Id: mallory",
                "X-Forwarded-User: mallory",
                "X-Forwarded-For: 6.6.6.6",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "True-Client-IP: 6.6.6.6",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Prefix: /evil",
                "X-HTTP-Method-Override: DELETE",
                "X-Original-URL: /admin",
                "X-Rewrite-URL: /admin",
                "Remote-User: mallory",
                "Connection: X-User-Id\nX-User-Id: mallory",
            })
    void what_a_client_claims_of_itself_reaches_no_upstream(String claim) {
        try (var wire = Wire.to(gateway)) {
            var lines = claim.replace("\n", "\r\n");
            wire.send(Wire.head("GET /api/claims HTTP/1.1", "Host: a", Tokens.bearer("ann", "customer"), lines))
                    .answer();
            wire.send(Wire.head("GET /open/claims HTTP/1.1", "Host: a", lines)).answer();
        }
        var known = upstream.next();
        assertThat(known.head()).doesNotContain("mallory", "root", "6.6.6.6", "evil", "DELETE", "/admin", "https");
        assertThat(known.fields("X-User-Id")).containsExactly("ann");
        assertThat(known.fields("X-User-Role")).containsExactly("customer");
        assertThat(known.fields("X-User-Scope")).containsExactly("read write");
        assertThat(known.fields("X-Forwarded-For")).containsExactly("127.0.0.1");
        var anonymous = upstream.next();
        assertThat(anonymous.head()).doesNotContain("mallory", "root", "6.6.6.6", "evil", "DELETE", "/admin", "https");
        assertThat(anonymous.fields("X-User-Id")).isEmpty();
        assertThat(anonymous.fields("X-User-Role")).isEmpty();
    }

    @Test
    void a_token_goes_on_only_where_the_row_says_so() {
        var bearer = Tokens.bearer("ann");
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /api/token HTTP/1.1", "Host: a", bearer)).answer();
            wire.send(Wire.head("GET /token/x HTTP/1.1", "Host: a", bearer)).answer();
        }
        assertThat(upstream.next().fields("Authorization")).isEmpty();
        assertThat(upstream.next().fields("Authorization"))
                .containsExactly(bearer.substring("Authorization: ".length()));
    }

    @Test
    void a_token_that_was_not_verified_goes_on_nowhere() {
        var bearer = Tokens.bearer("ann");
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /lenient/x HTTP/1.1", "Host: a", "Authorization: Bearer forged"))
                    .answer();
            wire.send(Wire.head("GET /lenient/x HTTP/1.1", "Host: a", bearer)).answer();
        }
        assertThat(upstream.next().fields("Authorization")).isEmpty();
        assertThat(upstream.next().fields("Authorization")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer x",
                "Authorization: Bearer a.b.c",
                "Authorization: Basic YTpi",
                "Authorization: Bearer",
                "Authorization:",
            })
    void a_token_that_does_not_verify_reaches_nothing(String credentials) {
        for (var path : new String[] {"/api/x", "/open/x", "/screen/me"}) {
            try (var wire = Wire.to(gateway)) {
                var answer = wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", credentials))
                        .answer();
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.field("WWW-Authenticate")).contains("error=\"invalid_token\"");
                assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            }
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void two_authorizations_are_one_too_many() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(
                            Wire.head("GET /api/x HTTP/1.1", "Host: a", Tokens.bearer("ann"), Tokens.bearer("bob")))
                    .answer();
            assertThat(answer.status()).isEqualTo(401);
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void no_answer_is_ever_about_another_caller() throws Exception {
        upstream.on("/who", peer -> {
            var user = peer.request().field("X-User-Id");
            peer.readBody();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + user.length() + "\r\n\r\n" + user);
        });
        try (var clients = Executors.newFixedThreadPool(16)) {
            var running = new ArrayList<Future<Void>>();
            for (int i = 0; i < 16; i++) {
                var user = i % 2 == 0 ? "ann" : "bob";
                running.add(clients.submit(asking(user)));
            }
            for (var client : running) {
                client.get(30, TimeUnit.SECONDS);
            }
        }
    }

    private Callable<Void> asking(String user) {
        var bearer = Tokens.bearer(user, "role-of-" + user);
        return () -> {
            try (var wire = Wire.to(gateway)) {
                for (int i = 0; i < 60; i++) {
                    var path = i % 3 == 0 ? "/api/who" : i % 3 == 1 ? "/screen/me" : "/screen/me-later";
                    var id = user + "-" + i;
                    var answer = wire.send(
                                    Wire.head("GET " + path + " HTTP/1.1", "Host: a", bearer, "X-Request-Id: " + id))
                            .answer();
                    assertThat(answer.field("X-Request-Id")).isEqualTo(id);
                    if (i % 3 == 0) {
                        assertThat(answer.body()).isEqualTo(user);
                    } else {
                        assertThat(answer.json().getString("exchange")).isEqualTo(user);
                        assertThat(answer.json().getString("identity")).isEqualTo(user);
                        assertThat(answer.json().getString("token")).isEqualTo(user);
                        assertThat(answer.json().getString("requestId")).isEqualTo(id);
                        assertThat(answer.json().getJsonArray("roles")).containsExactly("role-of-" + user);
                    }
                }
            }
            return null;
        };
    }
}
