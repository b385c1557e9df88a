package dev.portico.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portico.gateway.admission.Algorithm.Calendar;
import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Passages;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.identity.FakeToken;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import dev.portico.gateway.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan lets a partner do, counted in memory. */
class PlansTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Limit ROW = limit("row", new FixedWindow(50, Duration.ofMinutes(1)));
    private static final Limit BOTH = limit("both", new FixedWindow(4, Duration.ofMinutes(1)));
    private static final Plan FREE = new Plan(
            "free",
            List.of(BOTH),
            List.of(
                    limit("free.day", new Calendar(3, Period.DAY, BERLIN)),
                    limit("free.month", new Calendar(5, Period.MONTH, BERLIN))),
            Set.of(1, 2));
    private static final Plan GOLD = new Plan("gold", List.of(), List.of(), Set.of(1, 2, 3));

    private static final int BOOKS = 1;
    private static final int EXPENSIVE = 2;
    private static final int EXPORT = 3;
    private static final int USAGE = 4;

    private static final List<RowLimits> ROWS = List.of(
            new RowLimits(List.of(), 1),
            new RowLimits(List.of(ROW, BOTH), 1),
            new RowLimits(List.of(), 2),
            new RowLimits(List.of(ROW), 1),
            new RowLimits(List.of(ROW), 1));

    private long nanos = Duration.ofHours(9).toNanos();
    private Instant wall = Instant.parse("2026-03-28T12:00:00Z");
    private final MemoryCounters counters = new MemoryCounters(() -> nanos, () -> wall);
    private final Plans plans = plans(FREE);
    private final Admit gate = new Admit(counters, plans, RateLimitFields.STANDARD);

    private Plans plans(@Nullable Plan forThoseWithout) {
        return new Plans(new Plans.Settings(List.of(FREE, GOLD), forThoseWithout, Set.of(USAGE)), ROWS, () -> nanos);
    }

    @Test
    void limits_and_quotas_of_the_plan_are_told_with_those_of_the_row() {
        var fields = Passages.onward(enter(BOOKS, "free")).answerFields();

        assertThat(fields)
                .filteredOn(field -> field.name().equals("RateLimit-Policy"))
                .singleElement()
                .extracting(Field::value)
                .isEqualTo("\"row\";q=50;w=60, \"both\";q=4;w=60, \"free.day\";q=3, \"free.month\";q=5");
    }

    @Test
    void a_limit_that_row_and_plan_name_counts_once() {
        Passages.onward(enter(BOOKS, "free"));

        assertThat(remaining(plans.usage(at(USAGE, "free"), counters)
                        .await()
                        .indefinitely()
                        .limits()))
                .containsExactly(3L);
    }

    @Test
    void what_a_day_has_used_up_is_refused_until_the_next_begins() {
        pass(3);

        assertThat(Passages.refused(enter(BOOKS, "free")))
                .isInstanceOfSatisfying(Problem.QuotaUsedUp.class, problem -> {
                    assertThat(problem.kind().status()).isEqualTo(429);
                    assertThat(problem.detail()).startsWith("The quota of 3 for this day does not suffice any more.");
                    assertThat(problem.members()).containsExactly(new Problem.Text("quota", "day"));
                    // 28 March ends at 23:00 UTC
                    assertThat(problem.fields()).contains(new Field("Retry-After", Long.toString(11 * 3600)));
                });
        later(Duration.ofHours(11).minusSeconds(1));
        Passages.refused(enter(BOOKS, "free"));
        later(Duration.ofSeconds(1));
        Passages.onward(enter(BOOKS, "free"));
    }

    @Test
    void a_month_outlasts_its_days_of_23_and_of_24_hours() {
        pass(3);
        later(Duration.ofHours(11)); // 29 March, a day of 23 hours
        pass(2);

        assertThat(Passages.refused(enter(BOOKS, "free")))
                .isInstanceOfSatisfying(Problem.QuotaUsedUp.class, problem -> {
                    assertThat(problem.members()).containsExactly(new Problem.Text("quota", "month"));
                    assertThat(problem.retryAfterSeconds())
                            .isEqualTo(Duration.between(wall, Instant.parse("2026-03-31T22:00:00Z"))
                                    .toSeconds());
                });
        wall = Instant.parse("2026-03-31T22:00:00Z");
        nanos += Duration.ofDays(3).toNanos();
        pass(3);
    }

    @Test
    void what_the_row_refuses_uses_no_quota() {
        var strict = new Plans(
                new Plans.Settings(List.of(FREE), null, Set.of()),
                List.of(
                        new RowLimits(List.of(), 1),
                        new RowLimits(List.of(limit("one", new FixedWindow(1, Duration.ofMinutes(1)))), 1)),
                () -> nanos);
        var strictGate = new Admit(counters, strict, RateLimitFields.STANDARD);
        Passages.onward(strictGate.enter(at(BOOKS, "free")));
        for (int i = 0; i < 5; i++) {
            assertThat(Passages.refused(strictGate.enter(at(BOOKS, "free"))))
                    .isInstanceOf(Problem.TooManyRequests.class);
        }

        assertThat(used(strict.usage(at(BOOKS, "free"), counters)
                        .await()
                        .indefinitely()
                        .quotas()))
                .containsExactly(1L, 1L);
    }

    @Test
    void a_row_takes_of_a_quota_what_it_costs() {
        Passages.onward(enter(EXPENSIVE, "free"));

        assertThat(used(usage("free").quotas())).containsExactly(2L, 2L);
        assertThat(Passages.refused(enter(EXPENSIVE, "free"))).isInstanceOf(Problem.QuotaUsedUp.class);
        Passages.onward(enter(BOOKS, "free"));
    }

    @Test
    void what_the_plan_does_not_include_is_403_and_costs_nothing() {
        var problem = Passages.refused(enter(EXPORT, "free"));

        assertThat(problem.kind().type()).isEqualTo("urn:portico:problem:not-in-plan");
        assertThat(problem.kind().status()).isEqualTo(403);
        assertThat(problem.members()).containsExactly(new Problem.Text("plan", "free"));
        assertThat(used(usage("free").quotas())).containsExactly(0L, 0L);
        Passages.onward(enter(EXPORT, "gold"));
    }

    @Test
    void what_the_plan_does_not_include_counts_at_the_gate_before_no_more() {
        var address = new Limit(
                "address", new FixedWindow(2, Duration.ofMinutes(1)), List.of(new KeyPart.Address()), WhenAway.MEMORY);
        var row = new RowLimits(List.of(address), 1);
        var byAddress = new Admit(counters, List.of(row, row, row, row, row), RateLimitFields.STANDARD);

        for (int i = 0; i < 10; i++) {
            Passages.refused(gate.enter(Passages.onward(byAddress.enter(at(EXPORT, "free")))));
        }
        Passages.onward(byAddress.enter(at(EXPORT, "free")));
        Passages.onward(byAddress.enter(at(EXPORT, "free")));
        Passages.refused(byAddress.enter(at(EXPORT, "free")));
    }

    @Test
    void usage_is_there_when_nothing_else_is_left_and_costs_nothing() {
        pass(3);
        for (int i = 0; i < 10; i++) {
            Passages.onward(enter(USAGE, "free"));
        }

        var usage = usage("free");
        assertThat(usage.plan()).isEqualTo("free");
        assertThat(used(usage.quotas())).containsExactly(3L, 3L);
        assertThat(remaining(usage.quotas())).containsExactly(0L, 2L);
        assertThat(left(usage.quotas()).getFirst().reset()).isEqualTo(Duration.ofHours(11));
    }

    @Test
    void partners_use_up_quotas_of_their_own() {
        pass(3);

        Passages.onward(gate.enter(at(BOOKS).as(partner("other", "free"))));
    }

    @Test
    void who_names_no_plan_has_the_one_for_those() {
        pass(3);

        assertThat(Passages.refused(enter(BOOKS, null))).isInstanceOf(Problem.QuotaUsedUp.class);
    }

    @Test
    void who_names_no_plan_is_refused_where_none_is_for_those() {
        var without = new Admit(counters, plans(null), RateLimitFields.STANDARD);

        assertThat(Passages.refused(without.enter(at(BOOKS, null)))).isEqualTo(Problem.NoPlan.named());
        Passages.onward(without.enter(at(USAGE, null)));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        plans(null).usage(at(USAGE, null), counters).await().indefinitely());
    }

    @ParameterizedTest
    @ValueSource(strings = {"platinum", "Free", "?", "free.day", ""})
    void who_names_a_plan_that_is_not_there_is_refused(String plan) {
        assertThat(Passages.refused(enter(BOOKS, plan))).isEqualTo(Problem.NoPlan.known());
    }

    @Test
    void a_plan_that_is_not_there_is_told_once_a_minute() {
        var lines = new ArrayList<String>();
        var recorder = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var log = Logger.getLogger(Plans.class.getName());
        log.addHandler(recorder);
        try {
            for (int i = 0; i < 100; i++) {
                enter(BOOKS, "platinum");
            }
            assertThat(lines).hasSize(1);
            nanos += Duration.ofMinutes(1).toNanos();
            enter(BOOKS, "platinum");
        } finally {
            log.removeHandler(recorder);
        }
        assertThat(lines).hasSize(2);
    }

    @Test
    void users_and_strangers_have_no_plan() {
        var user = new Caller.User("main", "acme", Set.of(), Set.of(), FakeToken.TOKEN);

        for (var exchange : List.of(at(EXPORT), at(EXPORT).as(user))) {
            Passages.onward(gate.enter(exchange));
            assertThat(plans.usage(exchange, counters).await().indefinitely()).isEqualTo(Usage.OF_NOTHING);
        }
    }

    @Test
    void without_plans_in_the_table_nobody_needs_one() {
        var none = new Plans(ROWS);

        Passages.onward(new Admit(counters, none, RateLimitFields.STANDARD).enter(at(EXPORT, "platinum")));
        assertThat(none.usage(at(EXPORT, "platinum"), counters).await().indefinitely())
                .isEqualTo(Usage.OF_NOTHING);
    }

    @Test
    void what_no_row_covers_is_no_matter_of_plans() {
        Passages.onward(gate.enter(Exchange.of(SentRequest.get("/")).as(partner("acme", "platinum"))));
    }

    private void pass(int times) {
        for (int i = 0; i < times; i++) {
            Passages.onward(enter(BOOKS, "free"));
        }
    }

    private void later(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    private Usage usage(String plan) {
        return plans.usage(at(USAGE, plan), counters).await().indefinitely();
    }

    private Passage enter(int route, @Nullable String plan) {
        return gate.enter(at(route, plan));
    }

    private static Exchange at(int route, @Nullable String plan) {
        return at(route).as(partner("acme", plan));
    }

    private static Exchange at(int route) {
        return Exchange.of(SentRequest.get("/")).matched(new Route(route, "r" + route, "/"), "/");
    }

    private static Caller partner(String id, @Nullable String plan) {
        return new Caller.Partner("main", id, Set.of(), Set.of(), null, plan, "pk_0123456789ab");
    }

    private static Limit limit(String name, Algorithm algorithm) {
        return new Limit(name, algorithm, List.of(new KeyPart.Partner()), WhenAway.MEMORY);
    }

    private static List<Long> remaining(List<Usage.Count> counts) {
        return left(counts).stream().map(Usage.Left::remaining).toList();
    }

    private static List<Long> used(List<Usage.Count> counts) {
        return counts.stream()
                .map(count -> count.most() - left(List.of(count)).getFirst().remaining())
                .toList();
    }

    private static List<Usage.Left> left(List<Usage.Count> counts) {
        return counts.stream()
                .map(count -> Objects.requireNonNull(count.left()))
                .toList();
    }
}
