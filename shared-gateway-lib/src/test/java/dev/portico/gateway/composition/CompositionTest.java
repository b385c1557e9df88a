package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.portico.gateway.exchange.Cacheability;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.identity.FakeToken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompositionTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private final UpstreamFailure late = new UpstreamFailure(UpstreamFailure.Kind.LATE, "late", null);

    private final Exchange exchange = Exchange.of(SentRequest.get("/"));
    private final Composition<String> composition = new Screen<String>(LONG, 1).on(exchange);
    private final Source user = new Source();
    private final Source orders = new Source();

    @Test
    void parts_start_together_before_any_of_them_is_here() {
        composition.required("user", SHORT, user::start);
        composition.optional("orders", SHORT, "none", orders::start);
        assertThat(user.starts()).isEqualTo(1);
        assertThat(orders.starts()).isEqualTo(1);
    }

    @Test
    void the_answer_is_made_once_all_parts_are_in() {
        var who = composition.required("user", SHORT, user::start);
        var what = composition.optional("orders", SHORT, "none", orders::start);
        var answer = composition.reply(() -> who.get() + " has " + what.get()).subscribeAsCompletionStage();

        orders.answers("two");
        assertThat(answer).isNotDone();
        user.answers("Alice");

        assertThat(answer).isCompletedWithValue("Alice has two");
        assertThat(composition.missing()).isEmpty();
        assertThat(user.starts()).isEqualTo(1);
        assertThat(orders.starts()).isEqualTo(1);
    }

    @Test
    void a_required_part_that_fails_fails_the_whole_at_once() {
        composition.required("user", SHORT, user::start);
        composition.optional("orders", SHORT, "none", orders::start);
        var answer = composition.reply(() -> "view").subscribeAsCompletionStage();

        user.fails(late);

        assertThat(answer).isCompletedExceptionally();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(answer::join)
                .withCause(late);
    }

    @Test
    void optional_parts_that_fail_are_replaced_and_listed_in_the_order_of_their_names() {
        var b = composition.optional("b", SHORT, "no b", orders::start);
        var a = composition.optional("a", SHORT, "no a", user::start);
        var answer = composition.reply(() -> b.get() + ", " + a.get()).subscribeAsCompletionStage();

        user.fails(late);
        orders.fails(late);

        assertThat(answer).isCompletedWithValue("no b, no a");
        assertThat(composition.missing()).containsExactly("b", "a");
    }

    @Test
    void a_defect_in_an_optional_part_is_not_swallowed() {
        composition.optional("orders", SHORT, "none", orders::start);
        var answer = composition.reply(() -> "view").subscribeAsCompletionStage();

        orders.fails(new NullPointerException("defect"));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(answer::join)
                .withCauseInstanceOf(NullPointerException.class);
        assertThat(composition.missing()).isEmpty();
    }

    @Test
    void a_defect_in_starting_an_optional_part_is_not_swallowed() {
        assertThatNullPointerException()
                .isThrownBy(() -> composition.optional("orders", SHORT, "none", part -> {
                    throw new NullPointerException("defect");
                }));
    }

    @Test
    void a_defect_in_the_view_is_not_swallowed() {
        composition.optional("orders", SHORT, "none", orders::start);
        var answer = composition
                .reply(() -> {
                    throw new IllegalStateException("defect");
                })
                .subscribeAsCompletionStage();
        orders.answers("two");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(answer::join)
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_part_after_another_starts_with_its_result() {
        var who = composition.required("user", SHORT, user::start);
        var what = composition.optionalAfter(
                who, "orders", SHORT, "none", (name, part) -> orders.start(part).map(text -> name + text));
        var answer = composition.reply(what::get).subscribeAsCompletionStage();
        assertThat(orders.starts()).isZero();

        user.answers("Alice: ");
        assertThat(orders.starts()).isEqualTo(1);
        orders.answers("two");

        assertThat(answer).isCompletedWithValue("Alice: two");
    }

    @Test
    void a_part_after_a_missing_one_starts_with_the_replacement() {
        var who = composition.optional("user", SHORT, "somebody", user::start);
        var what = composition.optionalAfter(
                who, "orders", SHORT, "none", (name, part) -> Uni.createFrom().item(name + "'s"));
        var answer = composition.reply(what::get).subscribeAsCompletionStage();

        user.fails(late);

        assertThat(answer).isCompletedWithValue("somebody's");
        assertThat(composition.missing()).containsExactly("user");
    }

    @Test
    void a_part_after_a_required_one_that_failed_never_starts() {
        var who = composition.required("user", SHORT, user::start);
        composition.optionalAfter(who, "orders", SHORT, "none", (name, part) -> orders.start(part));
        var answer = composition.reply(() -> "view").subscribeAsCompletionStage();

        user.fails(late);

        assertThat(answer).isCompletedExceptionally();
        assertThat(orders.starts()).isZero();
    }

    @Test
    void a_part_has_its_own_deadline_inside_that_of_the_whole() {
        var brief = new Screen<String>(SHORT, 1).on(exchange);
        brief.required("user", LONG, user::start);
        brief.required("orders", Duration.ofMillis(10), orders::start);
        assertThat(user.deadlines.getFirst().remainingMillis()).isBetween(1L, SHORT.toMillis());
        assertThat(orders.deadlines.getFirst().remainingMillis()).isBetween(1L, 10L);
    }

    @Test
    void a_part_that_is_not_here_yet_cannot_be_had() {
        var who = composition.required("user", SHORT, user::start);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(who::get)
                .withMessage("Part user is not here yet");
    }

    @Test
    void parts_that_still_run_are_cancelled_when_a_required_one_fails() {
        composition.required("user", SHORT, user::start);
        composition.optional("orders", SHORT, "none", orders::start);
        var answer = composition.reply(() -> "view").subscribeAsCompletionStage();

        user.fails(late);

        assertThat(answer).isCompletedExceptionally();
        assertThat(orders.cancelled).isTrue();
    }

    @Test
    void parts_that_still_run_are_cancelled_with_the_answer() {
        var who = composition.required("user", SHORT, user::start);
        composition.optionalAfter(who, "orders", SHORT, "none", (name, part) -> orders.start(part));
        var waiting = composition.reply(() -> "view").subscribe().with(view -> {});
        user.answers("Alice");
        assertThat(orders.cancelled).isFalse();

        waiting.cancel();

        assertThat(orders.cancelled).isTrue();
    }

    @Test
    void parts_that_run_are_cancelled_when_another_cannot_even_start() {
        composition.required("user", SHORT, user::start);
        assertThatNullPointerException()
                .isThrownBy(() -> composition.required("orders", SHORT, part -> {
                    throw new NullPointerException("defect");
                }));
        assertThat(user.cancelled).isTrue();
    }

    @Test
    void an_optional_part_that_gives_nothing_is_missing() {
        var what = composition.optional(
                "orders", SHORT, "none", part -> Uni.createFrom().nullItem());
        assertThat(composition.reply(what::get).await().indefinitely()).isEqualTo("none");
        assertThat(composition.missing()).containsExactly("orders");
    }

    @Test
    void a_required_part_that_gives_nothing_is_a_broken_upstream() {
        composition.required("user", SHORT, part -> Uni.createFrom().nullItem());
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> composition.reply(() -> "view").await().indefinitely())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(UpstreamFailure.Kind.BROKEN));
    }

    @Test
    void a_required_part_after_another_starts_with_its_result_and_fails_the_whole() {
        var who = composition.required("user", SHORT, user::start);
        composition.requiredAfter(who, "orders", SHORT, (name, part) -> orders.start(part));
        var answer = composition.reply(() -> "view").subscribeAsCompletionStage();
        assertThat(orders.starts()).isZero();

        user.answers("Alice");
        orders.fails(late);

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(answer::join)
                .withCause(late);
    }

    @Test
    void the_last_good_answer_stands_in_and_is_called_stale() {
        var last = LastGood.<String>of(10, LONG);
        assertThat(staleOk(last, exchange, "two", null)).isEqualTo("two, [], []");
        assertThat(staleOk(last, exchange, null, late)).isEqualTo("two, [orders], []");
    }

    @Test
    void without_a_last_good_answer_the_part_is_missing() {
        assertThat(staleOk(LastGood.of(10, LONG), exchange, null, late)).isEqualTo("none, [], [orders]");
    }

    @Test
    void nobody_is_shown_the_last_good_answer_of_another_request_or_caller() {
        var last = LastGood.<String>of(10, LONG);
        staleOk(last, exchange, "two", null);

        var elsewhere = exchange.matched(exchange.route(), "/elsewhere");
        assertThat(staleOk(last, elsewhere, null, late)).isEqualTo("none, [], [orders]");
        var alice = exchange.as(new Caller.User("main", "alice", Set.of(), Set.of(), FakeToken.TOKEN));
        assertThat(staleOk(last, alice, null, late)).isEqualTo("none, [], [orders]");
        staleOk(last, alice, "three", null);
        var partner = exchange.as(new Caller.Partner("main", "alice", Set.of(), Set.of(), FakeToken.TOKEN));
        assertThat(staleOk(last, partner, null, late)).isEqualTo("none, [], [orders]");
        assertThat(staleOk(last, alice, null, late)).isEqualTo("three, [orders], []");
    }

    @Test
    void what_is_made_up_in_a_query_takes_no_place_and_what_the_screen_names_does() {
        var last = LastGood.<String>of(10, LONG);
        staleOk(last, exchange, "two", null);
        staleOk(last.about(2), exchange, "page two", null);

        var traced = Exchange.of(SentRequest.get("/").asking("utm=1"));
        assertThat(staleOk(last, traced, null, late)).isEqualTo("two, [orders], []");
        assertThat(staleOk(last.about(2), traced, null, late)).isEqualTo("page two, [orders], []");
        assertThat(staleOk(last.about(3), traced, null, late)).isEqualTo("none, [], [orders]");
    }

    @Test
    void a_defect_is_not_hidden_behind_the_last_good_answer() {
        var last = LastGood.<String>of(10, LONG);
        staleOk(last, exchange, "two", null);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> staleOk(last, exchange, null, new NullPointerException("defect")));
    }

    @Test
    void an_answer_that_lacks_something_is_kept_by_nobody() {
        exchange.calls().used(new Cacheability(Cacheability.Keeper.ANYONE, 60));
        composition.optional("orders", SHORT, "none", orders::start);
        var answer = composition.reply(() -> "view").subscribeAsCompletionStage();
        orders.fails(late);
        assertThat(answer).isCompletedWithValue("view");
        assertThat(exchange.calls().cacheability()).contains(Cacheability.NOT_KEPT);
    }

    private String staleOk(
            LastGood<String> last, Exchange request, @Nullable String answer, @Nullable Throwable failure) {
        var source = new Source();
        var screen = new Screen<String>(LONG, 1).on(request);
        var part = screen.staleOk("orders", SHORT, last, "none", source::start);
        var reply = screen.reply(() -> part.get() + ", " + screen.stale() + ", " + screen.missing())
                .subscribeAsCompletionStage();
        if (answer != null) {
            source.answers(answer);
        } else if (failure != null) {
            source.fails(failure);
        }
        return reply.join();
    }

    @Test
    void a_composition_without_parts_is_answered_too() {
        assertThat(composition.reply(() -> "view").await().indefinitely()).isEqualTo("view");
    }

    /** A source that answers when the test says so. */
    private static final class Source {

        private final List<Deadline> deadlines = new ArrayList<>();
        private final List<UniEmitter<? super String>> emitters = new ArrayList<>();
        private boolean cancelled;

        Uni<String> start(PartContext part) {
            deadlines.add(part.deadline());
            return Uni.createFrom()
                    .<String>emitter(emitters::add)
                    .onCancellation()
                    .invoke(() -> cancelled = true);
        }

        int starts() {
            return emitters.size();
        }

        void answers(String text) {
            emitters.getFirst().complete(text);
        }

        void fails(Throwable failure) {
            emitters.getFirst().fail(failure);
        }
    }
}
