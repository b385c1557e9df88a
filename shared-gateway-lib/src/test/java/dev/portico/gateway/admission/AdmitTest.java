package dev.portico.gateway.admission;

import static dev.portico.gateway.exchange.Passages.onward;
import static dev.portico.gateway.exchange.Passages.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Limit.KeyPart;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The header fields are those of draft-ietf-httpapi-ratelimit-headers. */
class AdmitTest {

    private static final Limit BURST = limit("burst", 2, Duration.ofSeconds(1));
    private static final Limit HOURLY = limit("hourly", 3, Duration.ofHours(1));

    private long now = Duration.ofHours(7).toNanos();
    private final Admit gate =
            new Admit(new MemoryCounters(() -> now), List.of(List.of(), List.of(HOURLY), List.of(HOURLY, BURST)));

    @Test
    void a_row_without_limits_lets_everything_on_and_says_nothing() {
        assertThat(onward(enter(0)).answerFields()).isEmpty();
    }

    @Test
    void an_admitted_request_is_told_policy_and_quota() {
        now += Duration.ofMinutes(10).toNanos() + 1;
        assertThat(onward(enter(1)).answerFields())
                .containsExactly(
                        new Field("RateLimit-Policy", "\"hourly\";q=3;w=3600"),
                        new Field("RateLimit", "\"hourly\";r=2;t=3000"));
    }

    @Test
    void a_refused_request_is_told_when_to_try_again() {
        for (int i = 0; i < 3; i++) {
            onward(enter(1));
        }
        var problem = refused(enter(1));

        assertThat(problem.kind().status()).isEqualTo(429);
        assertThat(problem.detail()).isEqualTo("The limit \"hourly\" is used up. Try again in 4800 s.");
        assertThat(problem.fields())
                .containsExactly(
                        new Field("Retry-After", "4800"),
                        new Field("RateLimit-Policy", "\"hourly\";q=3;w=3600"),
                        new Field("RateLimit", "\"hourly\";r=0;t=4800"));
        now += Duration.ofMinutes(80).toNanos();
        onward(enter(1));
    }

    @Test
    void every_limit_of_the_row_has_its_fields() {
        assertThat(onward(enter(2)).answerFields())
                .containsExactly(
                        new Field("RateLimit-Policy", "\"hourly\";q=3;w=3600"),
                        new Field("RateLimit", "\"hourly\";r=2;t=3600"),
                        new Field("RateLimit-Policy", "\"burst\";q=2;w=1"),
                        new Field("RateLimit", "\"burst\";r=1;t=1"));
    }

    @Test
    void what_a_later_limit_refuses_does_not_count_against_an_earlier_one() {
        onward(enter(2));
        onward(enter(2));
        for (int i = 0; i < 10; i++) {
            assertThat(refused(enter(2)))
                    .isInstanceOfSatisfying(Problem.TooManyRequests.class, problem -> assertThat(problem.limit())
                            .isEqualTo("burst"));
        }
        now += Duration.ofSeconds(2).toNanos();
        onward(enter(2));
        assertThat(refused(enter(2)))
                .isInstanceOfSatisfying(Problem.TooManyRequests.class, problem -> assertThat(problem.limit())
                        .isEqualTo("hourly"));
    }

    @Test
    void what_the_request_has_on_its_answer_already_stays() {
        var exchange = exchange(1).answering(List.of(new Field("X-Request-Id", "r1")));
        assertThat(onward(gate.enter(exchange)).answerFields())
                .extracting(Field::name)
                .containsExactly("X-Request-Id", "RateLimit-Policy", "RateLimit");
    }

    private Passage enter(int route) {
        return gate.enter(exchange(route));
    }

    private static Exchange exchange(int route) {
        return Exchange.of(SentRequest.get("/")).matched(new Route(route, "row" + route, "/"), "/");
    }

    private static Limit limit(String name, long permits, Duration window) {
        return new Limit(name, Limit.Algorithm.SLIDING_WINDOW, permits, window, List.of(KeyPart.ADDRESS));
    }
}
