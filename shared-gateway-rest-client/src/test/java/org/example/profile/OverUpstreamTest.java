package org.example.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A screen whose calls are methods of a REST client interface, over sockets. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(PeopleService.class)
class OverUpstreamTest {

    private static final String PROBLEM = "application/problem+json";
    private static final int MANY = 200;

    @TestHTTPResource
    URI app;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @BeforeEach
    void restore() {
        PeopleService.INSTEAD.clear();
        PeopleService.ASKED.clear();
    }

    @Test
    void a_screen_is_made_of_what_the_interface_returns() {
        given().get("/profile/k.i-m")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("name", "Kim", "points", 7, "missing", List.of())));

        assertThat(PeopleService.ASKED)
                .hasSize(2)
                .anySatisfy(asked -> assertThat(asked).startsWith("GET /people/k.i-m "))
                .anySatisfy(asked -> assertThat(asked).startsWith("GET /points?of=k.i-m "));
    }

    @Test
    void the_service_learns_for_whom_it_is_asked_and_nothing_of_the_client_itself() {
        given().header("X-User-Id", "admin").get("/profile/kim").then().statusCode(200);

        assertThat(PeopleService.ASKED).isNotEmpty().allSatisfy(asked -> assertThat(asked)
                .contains("X-Request-Id")
                .doesNotContain("Portico-", "X-User-Id"));
    }

    @Test
    void calls_are_counted_by_upstream_and_row() {
        given().get("/profile/kim").then().statusCode(200);

        assertThat(given().get(metrics).asString()).containsPattern("http_client_requests_seconds_count\\{[^}]*people");
    }

    @Test
    void what_is_not_there_is_null_and_the_screen_decides() {
        PeopleService.INSTEAD.put("/people/kim", "404");

        given().get("/profile/kim").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void a_status_of_the_service_is_never_the_screens_own() {
        PeopleService.INSTEAD.put("/people/kim", "400");

        given().get("/profile/kim").then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void an_answer_without_what_was_asked_for_is_broken() {
        PeopleService.INSTEAD.put("/people/kim", "{\"nome\":\"Kim\"}");

        given().get("/profile/kim").then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void an_optional_part_may_fail_in_each_of_these_ways() {
        for (var instead : List.of("404", "500", "{\"points\":\"many\"}", "no JSON", PeopleService.NEVER)) {
            PeopleService.INSTEAD.put("/points", instead);

            given().get("/profile/kim")
                    .then()
                    .statusCode(200)
                    .body("points", equalTo(0))
                    .body("missing", equalTo(List.of("points")));
        }
    }

    @Test
    void the_deadline_of_the_part_holds() {
        PeopleService.INSTEAD.put("/people/kim", PeopleService.NEVER);
        var started = Instant.now();

        given().get("/profile/kim").then().statusCode(504).contentType(PROBLEM);

        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_body_is_written_as_json() {
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"Robin\"}")
                .put("/profile/kim")
                .then()
                .statusCode(200)
                .body("name", equalTo("Robin"));
    }

    @Test
    void a_screen_that_makes_more_calls_than_it_declares_is_defective() {
        given().get("/greedy").then().statusCode(500).contentType(PROBLEM);

        assertThat(PeopleService.ASKED).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void a_value_that_leads_to_another_resource_is_not_sent(String id) {
        given().queryParam("id", id).get("/patient").then().statusCode(500).contentType(PROBLEM);

        assertThat(PeopleService.ASKED).isEmpty();
    }

    @Test
    void calls_end_when_clients_hang_up_and_later_ones_are_answered() throws IOException, InterruptedException {
        PeopleService.INSTEAD.put("/people/kim", PeopleService.NEVER);
        PeopleService.WAITING.drainPermits();
        PeopleService.GIVEN_UP.drainPermits();

        for (var i = 0; i < MANY; i++) {
            askAndHangUp();
        }

        assertThat(PeopleService.GIVEN_UP.tryAcquire(MANY, 5, TimeUnit.SECONDS)).isTrue();
        PeopleService.INSTEAD.clear();
        for (var i = 0; i < MANY; i++) {
            given().get("/patient").then().statusCode(200);
        }
    }

    /** Hangs up once the service has been asked. */
    private void askAndHangUp() throws IOException, InterruptedException {
        try (var socket = new Socket(app.getHost(), app.getPort())) {
            var request = "GET /patient HTTP/1.1\r\nHost: " + app.getHost() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(PeopleService.WAITING.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
