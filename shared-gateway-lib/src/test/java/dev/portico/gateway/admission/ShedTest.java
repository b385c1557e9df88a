package dev.portico.gateway.admission;

import static dev.portico.gateway.exchange.Passages.onward;
import static dev.portico.gateway.exchange.Passages.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShedTest {

    private static final Route ERRAND = new Route(1, "errand", "/errand");
    private static final Route TILL = new Route(2, "till", "/till");

    private final ConcurrencyLimit limit = new ConcurrencyLimit(Duration.ofMillis(10));
    private final List<String> noted = new ArrayList<>();
    private final Shed gate = new Shed(
            () -> limit,
            List.of(Importance.NORMAL, Importance.LOW, Importance.CRITICAL),
            () -> new Random(3),
            (route, importance) -> noted.add(route.name() + " " + importance.word()));

    @Test
    void what_is_let_in_holds_a_place_until_its_answer_has_ended() {
        var exchange = onward(gate.enter(request(ERRAND)));
        assertThat(limit.inHand()).isEqualTo(1);

        exchange.permit().giveBack();

        assertThat(limit.inHand()).isZero();
        assertThat(noted).isEmpty();
    }

    @Test
    void a_gate_behind_it_may_hold_something_too() {
        var given = new ArrayList<String>();
        var exchange = onward(gate.enter(request(ERRAND).holding(() -> given.add("before"))))
                .holding(() -> given.add("behind"));

        exchange.permit().giveBack();

        assertThat(given).containsExactly("before", "behind");
        assertThat(limit.inHand()).isZero();
    }

    @Test
    void in_an_overload_the_row_decides_who_is_refused() {
        overload();

        assertThat(refused(gate.enter(request(ERRAND)))).isInstanceOf(Problem.Overloaded.class);
        assertThat(onward(gate.enter(request(TILL))).route()).isEqualTo(TILL);
        assertThat(noted).containsExactly("errand low");
    }

    @Test
    void who_is_refused_together_does_not_come_back_together() {
        overload();
        var random = new Random(3);
        var varied = new Shed(
                () -> limit,
                List.of(Importance.LOW, Importance.LOW, Importance.LOW),
                () -> random,
                (route, importance) -> {});

        var waits = LongStream.range(0, 100)
                .map(i -> refused(varied.enter(request(ERRAND))) instanceof Problem.Overloaded(var seconds)
                        ? seconds
                        : -1)
                .distinct()
                .sorted();

        assertThat(waits).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    /** Half of what the loop may have in hand is in hand. */
    private void overload() {
        for (var turn = 0; turn < 8; turn++) {
            Objects.requireNonNull(limit.take(Importance.CRITICAL)).giveBack();
            limit.turned(1_000_000_000);
        }
        IntStream.range(0, 8).forEach(i -> limit.take(Importance.CRITICAL));
    }

    private static Exchange request(Route row) {
        return Exchange.of(SentRequest.get(row.pattern())).matched(row, row.pattern());
    }
}
