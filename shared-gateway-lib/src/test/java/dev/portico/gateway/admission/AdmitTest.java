package dev.portico.gateway.admission;

import static dev.portico.gateway.exchange.Passages.onward;
import static dev.portico.gateway.exchange.Passages.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.TokenBucket;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.admission.RateLimitFields.Form;
import dev.portico.gateway.admission.Taking.Asking;
import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The header fields are those of draft-ietf-httpapi-ratelimit-headers-11. */
class AdmitTest {

    private static final Limit BURST = limit("burst", 2, Duration.ofSeconds(1), new KeyPart.User());
    private static final Limit HOURLY = limit("hourly", 3, Duration.ofHours(1), new KeyPart.User());
    private static final Limit ADDRESS = limit("address", 5, Duration.ofMinutes(1), new KeyPart.Address());

    private final SetClock clock = new SetClock();
    private final Admit gate = gate(clock.counters, row(1), row(1, HOURLY), row(1, HOURLY, BURST), row(2, HOURLY));
    private final Admit byAddress = gate(clock.counters, row(1), row(1, ADDRESS), row(1, ADDRESS), row(2, ADDRESS));

    @Test
    void a_row_without_limits_lets_everything_on_and_says_nothing() {
        assertThat(onward(enter(0)).answerFields()).isEmpty();
    }

    @Test
    void an_admitted_request_is_told_policy_and_quota() {
        clock.pass(Duration.ofMinutes(10).plusNanos(1_000));
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
        clock.pass(Duration.ofMinutes(80));
        onward(enter(1));
    }

    @Test
    void all_policies_of_the_row_are_told_and_where_the_tightest_stands() {
        assertThat(onward(enter(2)).answerFields())
                .containsExactly(
                        new Field("RateLimit-Policy", "\"hourly\";q=3;w=3600, \"burst\";q=2;w=1"),
                        new Field("RateLimit", "\"burst\";r=1;t=1"));
    }

    @Test
    void of_two_with_as_much_left_the_one_that_takes_longer_is_told() {
        onward(enter(1));
        assertThat(onward(enter(2)).answerFields()).contains(new Field("RateLimit", "\"hourly\";r=1;t=3600"));
    }

    @Test
    void of_two_that_refuse_the_one_that_takes_longer_is_told() {
        onward(enter(2));
        onward(enter(2));
        clock.pass(Duration.ofSeconds(2));
        onward(enter(2));
        onward(gate(clock.counters, row(1), row(1, BURST)).enter(exchange(1)));
        var problem = refused(enter(2));
        assertThat(problem.fields()).contains(new Field("RateLimit", "\"hourly\";r=0;t=4798"));
        assertThat(problem.members())
                .containsExactly(new Problem.Texts("violated-policies", List.of("hourly", "burst")));
    }

    @Test
    void what_one_limit_refuses_does_not_count_against_the_other() {
        onward(enter(2));
        onward(enter(2));
        for (int i = 0; i < 10; i++) {
            assertThat(limitOf(refused(enter(2)))).isEqualTo("burst");
        }
        clock.pass(Duration.ofSeconds(2));
        onward(enter(2));
        assertThat(limitOf(refused(enter(2)))).isEqualTo("hourly");
    }

    @Test
    void a_row_takes_what_it_costs() {
        assertThat(onward(enter(3)).answerFields()).contains(new Field("RateLimit", "\"hourly\";r=1;t=3600"));
        assertThat(refused(enter(3)).fields()).contains(new Field("RateLimit", "\"hourly\";r=1;t=5400"));
        onward(enter(1));
    }

    @Test
    void two_gates_tell_all_policies_and_the_tightest_of_both() {
        var exchange = onward(gate.enter(onward(byAddress.enter(exchange(1)))));
        assertThat(exchange.answerFields())
                .containsExactly(
                        new Field("RateLimit-Policy", "\"address\";q=5;w=60, \"hourly\";q=3;w=3600"),
                        new Field("RateLimit", "\"hourly\";r=2;t=3600"));
        for (int i = 0; i < 3; i++) {
            onward(byAddress.enter(exchange(1)));
        }
        exchange = onward(gate.enter(onward(byAddress.enter(exchange(1)))));
        assertThat(exchange.answerFields()).contains(new Field("RateLimit", "\"address\";r=0;t=60"));
    }

    @Test
    void what_the_second_gate_refuses_counts_at_the_first_no_more() {
        for (int i = 0; i < 3; i++) {
            onward(gate.enter(onward(byAddress.enter(exchange(1)))));
        }
        for (int i = 0; i < 10; i++) {
            var problem = refused(gate.enter(onward(byAddress.enter(exchange(1)))));
            assertThat(problem.fields())
                    .containsExactly(
                            new Field("Retry-After", "4800"),
                            new Field("RateLimit-Policy", "\"address\";q=5;w=60, \"hourly\";q=3;w=3600"),
                            new Field("RateLimit", "\"hourly\";r=0;t=4800"));
        }
        onward(byAddress.enter(exchange(1)));
        onward(byAddress.enter(exchange(1)));
        refused(byAddress.enter(exchange(1)));
    }

    @Test
    void whoever_refuses_for_another_reason_can_give_back_what_both_gates_took() {
        for (int i = 0; i < 20; i++) {
            var exchange = onward(gate.enter(onward(byAddress.enter(exchange(1)))));
            Objects.requireNonNull(exchange.allowance()).giveBack();
        }
    }

    @Test
    void the_fields_of_a_refusal_replace_those_of_the_gate_before() {
        var exchange = onward(byAddress.enter(exchange(1)));
        var problem = new Problem.TooManyRequests(
                "hourly", List.of("hourly"), 7, List.of(new Field("RateLimit", "\"hourly\";r=0;t=7")));
        assertThat(exchange.refused(problem).answerFields())
                .extracting(Field::name)
                .containsExactly("RateLimit-Policy", "Retry-After", "RateLimit");
    }

    @Test
    void what_the_request_has_on_its_answer_already_stays() {
        var exchange = exchange(1).answering(List.of(new Field("X-Request-Id", "r1")));
        assertThat(onward(gate.enter(onward(byAddress.enter(exchange)))).answerFields())
                .extracting(Field::name)
                .containsExactly("X-Request-Id", "RateLimit-Policy", "RateLimit");
    }

    @Test
    void the_older_fields_are_sent_where_they_are_asked_for() {
        var both = new RateLimitFields(Set.of(Form.STANDARD, Form.LEGACY));
        var older = List.of(
                new Field("X-RateLimit-Limit", "3"),
                new Field("X-RateLimit-Remaining", "2"),
                new Field("X-RateLimit-Reset", "3600"));
        assertThat(onward(new Admit(clock.counters, List.of(row(1), row(1, HOURLY)), both).enter(exchange(1)))
                        .answerFields())
                .hasSize(5)
                .containsAll(older);
        var legacy = new RateLimitFields(Set.of(Form.LEGACY));
        clock.pass(Duration.ofHours(2));
        assertThat(onward(new Admit(clock.counters, List.of(row(1), row(1, HOURLY)), legacy).enter(exchange(1)))
                        .answerFields())
                .isEqualTo(older);
    }

    @Test
    void a_bucket_tells_what_it_holds_and_in_what_time_it_fills() {
        var bucket = SetClock.limit("bucket", new TokenBucket(50, Duration.ofSeconds(1), 100));
        assertThat(row(1, bucket).policy()).isEqualTo("\"bucket\";q=100;w=2");
    }

    @Test
    void while_redis_is_away_a_limit_that_lets_pass_says_nothing() {
        var exchange = onward(gate(new Fixed(new Decision.Uncounted()), row(1), row(1, HOURLY))
                .enter(exchange(1)));
        assertThat(exchange.answerFields()).isEmpty();
    }

    @Test
    void while_redis_is_away_a_limit_that_refuses_is_503() {
        var problem = refused(
                gate(new Fixed(new Decision.Unknown()), row(1), row(1, HOURLY)).enter(exchange(1)));
        assertThat(problem.kind().status()).isEqualTo(503);
        assertThat(problem.fields()).containsExactly(new Field("Retry-After", "1"));
    }

    @Test
    void while_one_limit_cannot_be_counted_the_others_are_told() {
        var elsewhere = new Counters() {
            @Override
            public Taking take(List<Charge> charges) {
                return new Taken(List.of(
                        new Decision.Admitted(2, 3_600_000_000L, 1, Decision.Store.MEMORY), new Decision.Unknown()));
            }

            @Override
            public void giveBack(List<Charge> charges, Taken taken) {}
        };
        var problem = refused(gate(elsewhere, row(1), row(1, HOURLY, BURST)).enter(exchange(1)));
        assertThat(problem.fields())
                .containsExactly(
                        new Field("Retry-After", "1"),
                        new Field("RateLimit-Policy", "\"hourly\";q=3;w=3600, \"burst\";q=2;w=1"),
                        new Field("RateLimit", "\"hourly\";r=2;t=3600"));
    }

    @Test
    void counts_that_are_elsewhere_are_waited_for() {
        var elsewhere = new Fixed(new Decision.Admitted(4, 1, 1, Decision.Store.REDIS)) {
            @Override
            public Taking take(List<Charge> charges) {
                return new Asking(Uni.createFrom().item((Taken) super.take(charges)));
            }
        };
        assertThat(gate(elsewhere, row(1), row(1, HOURLY)).enter(exchange(1)))
                .isInstanceOfSatisfying(Passage.Later.class, later -> assertThat(
                                onward(later.passage().await().indefinitely()).answerFields())
                        .contains(new Field("RateLimit", "\"hourly\";r=4;t=1")));
    }

    /** Says the same of each request. */
    private static class Fixed implements Counters {
        private final Decision decision;

        Fixed(Decision decision) {
            this.decision = decision;
        }

        @Override
        public Taking take(List<Charge> charges) {
            return new Taken(charges.stream().map(charge -> decision).toList());
        }

        @Override
        public void giveBack(List<Charge> charges, Taken taken) {
            throw new AssertionError("nothing was taken");
        }
    }

    private Passage enter(int route) {
        return gate.enter(exchange(route));
    }

    private static String limitOf(Problem problem) {
        return problem instanceof Problem.TooManyRequests tooMany ? tooMany.limit() : problem.detail();
    }

    private static Exchange exchange(int route) {
        return Exchange.of(SentRequest.get("/")).matched(new Route(route, "row" + route, "/"), "/");
    }

    private static Admit gate(Counters counters, RowLimits... rows) {
        return new Admit(counters, List.of(rows), RateLimitFields.STANDARD);
    }

    private static RowLimits row(long cost, Limit... limits) {
        return new RowLimits(List.of(limits), cost);
    }

    private static Limit limit(String name, long permits, Duration window, KeyPart per) {
        return new Limit(name, new SlidingCounter(permits, window), List.of(per), WhenAway.MEMORY);
    }
}
