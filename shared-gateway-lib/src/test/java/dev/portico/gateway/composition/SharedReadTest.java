package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.composition.CallLedger.Read;
import dev.portico.gateway.exchange.Cancellation;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts that want the same share one read, as long as it is as good for each of them as one of its own. */
class SharedReadTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final CallLedger ledger = new CallLedger(2);
    private final List<Promise<String>> calls = new ArrayList<>();
    private final List<Cancellation> cancellations = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void those_that_have_the_same_time_share_one() {
        var one = subscribe(in(LONG));
        var other = subscribe(in(LONG));

        assertThat(calls).hasSize(1);
        calls.getFirst().complete("tea");
        one.assertCompleted().assertItem("tea");
        other.assertCompleted().assertItem("tea");
    }

    @Test
    void one_that_is_here_serves_everybody() {
        subscribe(in(Duration.ofSeconds(1)));
        calls.getFirst().complete("tea");

        subscribe(in(LONG)).assertCompleted().assertItem("tea");
        assertThat(calls).hasSize(1);
    }

    @Test
    void who_has_more_time_than_the_one_on_its_way_gets_one_of_its_own() {
        var hasty = subscribe(in(Duration.ofSeconds(1)));
        var patient = subscribe(in(LONG));

        assertThat(calls).hasSize(2);
        calls.getFirst().fail(late());
        hasty.assertFailedWith(UpstreamFailure.class);
        calls.getLast().complete("tea");
        patient.assertCompleted().assertItem("tea");
    }

    @Test
    void one_that_failed_is_not_shared_any_more() {
        subscribe(in(LONG));
        calls.getFirst().fail(late());

        var again = subscribe(in(LONG));
        calls.getLast().complete("tea");

        again.assertCompleted().assertItem("tea");
        assertThat(calls).hasSize(2);
    }

    @Test
    void one_that_nobody_waited_for_any_more_is_ended_and_not_shared() {
        var gone = subscribe(in(LONG));
        gone.cancel();
        assertThat(ended(cancellations.getFirst())).isTrue();

        var later = subscribe(in(LONG));
        calls.getLast().complete("tea");

        later.assertCompleted().assertItem("tea");
        assertThat(calls).hasSize(2);
    }

    @Test
    void one_that_somebody_still_waits_for_goes_on() {
        var gone = subscribe(in(LONG));
        var waiting = subscribe(in(LONG));
        gone.cancel();

        assertThat(ended(cancellations.getFirst())).isFalse();
        calls.getFirst().complete("tea");
        waiting.assertCompleted().assertItem("tea");
    }

    @Test
    void each_that_begins_is_one_of_those_that_the_screen_declares() {
        subscribe(in(LONG));
        calls.getLast().fail(late());
        subscribe(in(LONG));
        calls.getLast().fail(late());

        assertThatThrownBy(() -> subscribe(in(LONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("declares 2 calls");
    }

    private UniAssertSubscriber<String> subscribe(Deadline by) {
        var read = new Read(call -> Future.<Reply>failedFuture("not asked"), "/tea", String.class, false);
        return ledger.<String>read(read, by, () -> new SharedRead<>(vertx, by, this::begin))
                .by(by)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private Future<String> begin(Cancellation cancellation) {
        var call = Promise.<String>promise();
        calls.add(call);
        cancellations.add(cancellation);
        return call.future();
    }

    private static boolean ended(Cancellation cancellation) {
        var ended = new boolean[1];
        cancellation.onCancel(() -> ended[0] = true);
        return ended[0];
    }

    private static Deadline in(Duration time) {
        return Deadline.in(time);
    }

    private static UpstreamFailure late() {
        return new UpstreamFailure(UpstreamFailure.Kind.LATE, "no answer in time", null);
    }
}
