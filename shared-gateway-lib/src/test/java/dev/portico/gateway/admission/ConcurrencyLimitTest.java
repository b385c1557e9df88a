package dev.portico.gateway.admission;

import static dev.portico.gateway.admission.Importance.CRITICAL;
import static dev.portico.gateway.admission.Importance.HIGH;
import static dev.portico.gateway.admission.Importance.LOW;
import static dev.portico.gateway.admission.Importance.NORMAL;
import static dev.portico.gateway.admission.LoopModel.CAPACITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyLimitTest {

    private static final Duration QUICK = Duration.ofMillis(2);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoopModel loop = new LoopModel(Duration.ofMillis(25));

    @Test
    void below_the_capacity_nobody_is_refused() {
        var load = loop.load(LOW, 0.8, Duration.ofMillis(50));

        loop.run(SECOND.multipliedBy(10));

        assertThat(load.refused()).isZero();
        assertThat(load.percentile(0.99)).isLessThan(90);
    }

    @Test
    void a_burst_is_no_overload() {
        var steady = loop.load(LOW, 0.5, QUICK);
        loop.run(SECOND);

        var burst = loop.burst(2000);
        loop.run(SECOND);

        assertThat(burst.answered()).isEqualTo(2000);
        assertThat(steady.refused()).isZero();
    }

    @Test
    void a_pause_of_the_collector_is_no_overload() {
        var load = loop.load(LOW, 0.5, QUICK);

        for (var i = 0; i < 5; i++) {
            loop.run(SECOND);
            loop.pause(Duration.ofMillis(300));
        }
        loop.run(SECOND);

        assertThat(load.refused()).isZero();
    }

    @Test
    void a_slow_upstream_is_no_overload() {
        var quick = loop.load(LOW, 0.5, QUICK);
        var slow = loop.load(LOW, 0.2, Duration.ofSeconds(10));

        loop.run(SECOND.multipliedBy(30));

        assertThat(slow.refused() + quick.refused()).isZero();
    }

    @ParameterizedTest(name = "upstreams take {0} ms")
    @ValueSource(ints = {0, 2, 50, 300, 1000})
    void at_three_times_the_capacity_nearly_all_that_can_be_done_is_done_in_time(int upstreamMillis) {
        var load = loop.load(NORMAL, 3, Duration.ofMillis(upstreamMillis));
        loop.run(SECOND.multipliedBy(4));
        load.forget();

        loop.run(SECOND.multipliedBy(10));

        // Refusing two thirds of it takes a fifth of the loop's time, so 0.78 of the capacity is all that can be had.
        assertThat(load.answered()).isBetween((long) (0.68 * 10 * CAPACITY), (long) (0.8 * 10 * CAPACITY));
        assertThat(load.percentile(0.99)).isLessThan(1.5 * upstreamMillis + 200);
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {10, 25, 50, 100, 200})
    void whatever_delay_is_wanted_it_is_kept_and_what_is_critical_is_served(int delayMillis) {
        var patient = new LoopModel(Duration.ofMillis(delayMillis));
        var normal = patient.load(NORMAL, 2.4, QUICK);
        var critical = patient.load(CRITICAL, 0.6, QUICK);
        patient.run(SECOND.multipliedBy(4));
        normal.forget();
        critical.forget();

        patient.run(SECOND.multipliedBy(10));

        assertThat(normal.answered() + critical.answered()).isGreaterThan((long) (0.75 * 10 * CAPACITY));
        assertThat(critical.shed()).isLessThan(0.02);
        assertThat(critical.percentile(0.99)).isLessThan(50 + 4 * delayMillis);
    }

    @ParameterizedTest(name = "upstreams take {0} ms")
    @ValueSource(ints = {0, 2, 50})
    void the_least_important_is_refused_first(int upstreamMillis) {
        var upstream = Duration.ofMillis(upstreamMillis);
        var low = loop.load(LOW, 0.9, upstream);
        var normal = loop.load(NORMAL, 1.2, upstream);
        var high = loop.load(HIGH, 0.6, upstream);
        var critical = loop.load(CRITICAL, 0.3, upstream);
        loop.run(SECOND.multipliedBy(2));
        low.forget();
        normal.forget();
        high.forget();
        critical.forget();

        loop.run(SECOND.multipliedBy(10));

        assertThat(critical.shed()).isLessThan(0.08);
        assertThat(high.shed()).isBetween(0.05, 0.5);
        assertThat(normal.shed()).isBetween(0.85, 0.97);
        assertThat(low.shed()).isGreaterThan(0.99);
    }

    @Test
    void of_many_times_the_limit_no_more_than_a_twentieth_of_it_is_kept_in_a_turn() {
        var limit = overloaded();
        IntStream.range(0, 16).forEach(i -> limit.take(CRITICAL));

        for (var turn = 0; turn < 3; turn++) {
            var let = IntStream.range(0, 1000)
                    .filter(i -> limit.take(NORMAL) != null)
                    .count();
            assertThat(let).isEqualTo(1);
            limit.turned(SECOND.toNanos());
        }
    }

    @Test
    void what_is_normal_is_not_gone_while_the_critical_alone_is_too_much() {
        var critical = loop.load(CRITICAL, 2, QUICK);
        var normal = loop.load(NORMAL, 0.5, QUICK);

        loop.run(SECOND.multipliedBy(10));

        assertThat(critical.shed()).isGreaterThan(0.3);
        assertThat(normal.shed()).isBetween(0.85, 0.96);
    }

    @Test
    void two_pauses_are_no_overload() {
        var limit = new ConcurrencyLimit(Duration.ofMillis(100));

        for (var lateMillis : List.of(600, 0, 0, 110, 0)) {
            limit.take(NORMAL);
            limit.turned(Duration.ofMillis(lateMillis).toNanos());
        }

        assertThat(limit.inForce()).isFalse();
    }

    @Test
    void what_was_late_before_a_loop_had_nothing_to_do_is_forgotten() {
        var limit = new ConcurrencyLimit(Duration.ofMillis(100));
        var permit = Objects.requireNonNull(limit.take(NORMAL));
        limit.turned(Duration.ofMillis(300).toNanos());
        permit.giveBack();
        limit.turned(0);
        limit.turned(0);
        assertThat(limit.idle()).isTrue();

        for (var lateMillis : List.of(310, 0)) {
            limit.take(NORMAL);
            limit.turned(Duration.ofMillis(lateMillis).toNanos());
        }

        assertThat(limit.inForce()).isFalse();
    }

    @Test
    void an_overload_shows_though_turns_of_requests_and_of_answers_alternate() {
        var limit = new ConcurrencyLimit(Duration.ofMillis(25));

        for (var i = 0; i < 5; i++) {
            IntStream.range(0, 500).forEach(request -> limit.take(NORMAL));
            limit.turned(Duration.ofMillis(150).toNanos());
            limit.turned(Duration.ofMillis(5).toNanos());
        }

        assertThat(limit.inForce()).isTrue();
    }

    @Test
    void of_clients_who_wait_for_their_answers_so_many_are_refused_that_the_others_do_not_wait_long() {
        var clients = loop.clients(3200, QUICK);
        loop.run(SECOND.multipliedBy(4));
        clients.forget();

        loop.run(SECOND.multipliedBy(5));

        assertThat(clients.answered()).isGreaterThan((long) (0.9 * 5 * CAPACITY));
        assertThat(clients.shed()).isBetween(0.2, 0.45);
        assertThat(clients.percentile(0.99)).isLessThan(150);
    }

    @Test
    void a_slow_upstream_takes_no_places_from_others_in_an_overload() {
        loop.load(NORMAL, 0.05, Duration.ofSeconds(10));
        var quick = loop.load(NORMAL, 3, QUICK);
        loop.run(SECOND.multipliedBy(5));
        quick.forget();

        for (var i = 0; i < 10; i++) {
            quick.forget();
            loop.run(SECOND);
            assertThat(quick.answered()).isGreaterThan((long) (0.6 * CAPACITY));
        }
    }

    @Test
    void a_loop_that_becomes_slower_sheds_what_is_too_much_now() {
        var load = loop.load(NORMAL, 0.7, QUICK);
        loop.run(SECOND.multipliedBy(2));
        assertThat(load.refused()).isZero();

        loop.slowDown(2);
        loop.run(SECOND.multipliedBy(2));
        load.forget();
        loop.run(SECOND.multipliedBy(5));

        assertThat(load.shed()).isBetween(0.2, 0.4);
        assertThat(load.percentile(0.99)).isLessThan(200);
    }

    @Test
    void what_comes_after_an_overload_is_served_at_once() {
        var much = loop.load(NORMAL, 4, Duration.ofMillis(50));
        loop.run(SECOND.multipliedBy(5));
        much.end();
        loop.run(Duration.ofMillis(200));
        var usual = loop.load(NORMAL, 0.7, Duration.ofMillis(50));
        loop.run(SECOND);
        assertThat(usual.shed()).isLessThan(0.5);
        usual.forget();

        loop.run(SECOND.multipliedBy(4));

        assertThat(usual.shed()).isLessThan(0.01);
        assertThat(loop.limit().inForce()).isFalse();
    }

    @Test
    void a_permit_that_nobody_gives_back_is_forgotten_after_ten_turns() {
        var limit = new ConcurrencyLimit(Duration.ofMillis(10));
        var permit = Objects.requireNonNull(limit.take(NORMAL));
        assertThat(limit.idle()).isFalse();

        IntStream.range(0, 10).forEach(turn -> limit.turned(0));
        assertThat(limit.inHand()).isZero();

        permit.giveBack();
        assertThat(limit.inHand()).isZero();
        limit.turned(0);
        assertThat(limit.idle()).isTrue();
    }

    @Test
    void permits_are_given_back_on_any_thread() {
        var limit = new ConcurrencyLimit(Duration.ofMillis(10));
        var permits = new ArrayList<Permit>();
        for (var i = 0; i < 1000; i++) {
            permits.add(Objects.requireNonNull(limit.take(LOW)));
            if (i % 200 == 0) {
                limit.turned(0);
            }
        }

        var halves = permits.stream()
                .map(permit -> CompletableFuture.runAsync(permit::giveBack))
                .toArray(CompletableFuture<?>[]::new);
        IntStream.range(0, 3).forEach(turn -> limit.turned(0));
        CompletableFuture.allOf(halves).join();

        assertThat(limit.inHand()).isZero();
    }

    private static ConcurrencyLimit overloaded() {
        var limit = new ConcurrencyLimit(Duration.ofMillis(10));
        for (var turn = 0; turn < 100; turn++) {
            Objects.requireNonNull(limit.take(CRITICAL)).giveBack();
            limit.turned(SECOND.toNanos());
        }
        return limit;
    }

    @Test
    void sixteen_requests_are_never_too_many() {
        var limit = overloaded();

        var let =
                IntStream.range(0, 20).filter(i -> limit.take(CRITICAL) != null).count();

        assertThat(let).isEqualTo(16);
    }
}
