package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.call;
import static dev.portico.gateway.cache.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of those who have waited in vain. */
class BeginningAnewTest extends CachedCatalog {

    private static final String FRESH = "Cache-Control: max-age=60";

    @Test
    void after_an_error_one_of_them_asks_again_for_all() throws Exception {
        var waiting = several(9);
        answers.getFirst().complete(dated(503, "sorry"));
        assertThat(await(waiting.getFirst()).status()).isEqualTo(503);
        untilCalls(2);
        untilBegunAnew();
        answers.getLast().complete(dated(200, "one", FRESH));
        assertThat(waiting.subList(1, 9))
                .allSatisfy(each -> assertThat(content(await(each))).isEqualTo("one"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void after_two_errors_the_rest_does_not_ask() throws Exception {
        var waiting = several(9);
        answers.getFirst().complete(dated(503, "sorry"));
        untilCalls(2);
        untilBegunAnew();
        answers.getLast().complete(dated(503, "sorry"));
        var failed = waiting.stream().filter(each -> awaitFailure(each) != null).toList();
        assertThat(failed).hasSize(7).allSatisfy(each -> assertThat(awaitFailure(each))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(UpstreamFailure.Kind.BUSY)));
        assertThat(calls).hasSize(2);
    }

    @Test
    void what_was_overtaken_by_a_change_is_asked_for_anew_by_one_of_them() throws Exception {
        var before = several(5);
        fetch(call("PUT", "/a", Caller.anonymous()), dated(204, ""));
        var after = several(5);
        assertThat(calls).hasSize(3);
        answers.getLast().complete(dated(200, "new", FRESH));
        assertThat(after).allSatisfy(each -> assertThat(content(await(each))).isEqualTo("new"));
        answers.getFirst().complete(dated(200, "old", FRESH));
        assertThat(before.subList(1, 5))
                .allSatisfy(each -> assertThat(content(await(each))).isEqualTo("new"));
        assertThat(calls).hasSize(3);
    }

    @Test
    void what_was_on_its_way_while_somebody_purged_takes_nobody_along() {
        several(2);
        memory.purgeTag("any");
        several(3);
        assertThat(calls).hasSize(2);
    }

    @Test
    void who_has_more_time_than_the_one_who_asked_begins_anew() throws Exception {
        var first = cache.fetch(get("/a"));
        var second = cache.fetch(get("/a"));
        answers.getFirst().fail(new UpstreamFailure(UpstreamFailure.Kind.LATE, "late", null));
        assertThat(awaitFailure(first)).hasMessage("late");
        untilCalls(2);
        answers.getLast().complete(dated(200, "one", FRESH));
        assertThat(content(await(second))).isEqualTo("one");
    }

    @Test
    void one_request_that_gets_an_error_does_not_keep_others_from_waiting_for_each_other() {
        fetch(get("/a", "Accept: x/y"), dated(406, "no", "Cache-Control: no-store"));
        several(3);
        assertThat(calls).hasSize(2);
    }

    @Test
    void they_wait_for_each_other_again_after_an_answer_that_is_for_all() {
        fetch(get("/a"), dated(200, "mine", "Cache-Control: private"));
        fetch(get("/a"), dated(200, "ours", FRESH));
        after(60);
        several(3);
        assertThat(calls).hasSize(3);
    }

    private List<Future<Reply>> several(int count) {
        var waiting = new ArrayList<Future<Reply>>();
        for (int i = 0; i < count; i++) {
            waiting.add(cache.fetch(get("/a")));
        }
        return waiting;
    }
}
