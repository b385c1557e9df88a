package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CollapsingTest extends CachedCatalog {

    private static final String FRESH = "Cache-Control: max-age=60";

    @Test
    void requests_for_the_same_are_one_call() {
        var waiting = several(5);
        assertThat(calls).hasSize(1);
        answers.getFirst().complete(dated(200, "one", FRESH));
        var replies = waiting.stream().map(CachedCatalog::await).toList();
        assertThat(replies).allSatisfy(reply -> assertThat(content(reply)).isEqualTo("one"));
        assertThat(replies.stream().map(CachedCatalog::said))
                .filteredOn("portico; fwd=uri-miss; collapsed"::equals)
                .hasSize(4);
    }

    @Test
    void validations_of_the_same_are_one_call() {
        fetch(get("/a"), dated(200, "one", FRESH, "ETag: \"a\""));
        after(60);
        var waiting = several(5);
        assertThat(calls).hasSize(2);
        answers.getLast().complete(dated(304, "", FRESH));
        assertThat(waiting)
                .allSatisfy(reply -> assertThat(content(await(reply))).isEqualTo("one"));
    }

    @Test
    void each_goes_alone_where_the_answer_may_not_be_shared_and_does_not_wait_for_that_again() throws Exception {
        var waiting = several(3);
        answers.getFirst().complete(dated(200, "mine", "Cache-Control: private"));
        assertThat(content(await(waiting.getFirst()))).isEqualTo("mine");
        untilCalls(3);
        several(2);
        assertThat(calls).hasSize(5);
    }

    @Test
    void who_wants_another_variant_goes_alone() throws Exception {
        cache.fetch(get("/a", "Accept-Language: de"));
        var other = cache.fetch(get("/a", "Accept-Language: en"));
        answers.getFirst().complete(dated(200, "eins", FRESH, "Vary: Accept-Language"));
        untilCalls(2);
        answers.getLast().complete(dated(200, "one", FRESH, "Vary: Accept-Language"));
        assertThat(content(await(other))).isEqualTo("one");
    }

    @Test
    void who_wants_it_anew_does_not_take_what_was_asked_for_before() {
        cache.fetch(get("/a"));
        cache.fetch(get("/a", "Cache-Control: no-cache"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void a_failure_is_everybodys() {
        var waiting = several(3);
        answers.getFirst().fail(down());
        assertThat(waiting).allSatisfy(each -> assertThat(awaitFailure(each)).hasMessage("down"));
        assertThat(calls).hasSize(1);
    }

    @Test
    void the_first_one_hanging_up_does_not_end_it_for_the_others() {
        var first = get("/a");
        var left = cache.fetch(first);
        var stays = cache.fetch(get("/a"));
        var cancelled = cancelled();
        first.cancellation().cancel();
        assertThat(awaitFailure(left)).isInstanceOf(CancellationException.class);
        assertThat(cancelled).isEmpty();
        answers.getFirst().complete(dated(200, "one", FRESH));
        assertThat(content(await(stays))).isEqualTo("one");
        cached(get("/a"));
    }

    @Test
    void the_first_one_hanging_up_before_an_answer_that_streams_does_not_end_it_for_the_others() {
        var chunks = new Chunks();
        var first = get("/a");
        cache.fetch(first);
        var stays = cache.fetch(get("/a"));
        first.cancellation().cancel();
        answers.getFirst().complete(streamed(chunks, 4, FRESH));
        chunks.send("abcd");
        chunks.end();
        assertThat(content(await(stays))).isEqualTo("abcd");
    }

    @Test
    void a_call_for_which_nobody_waits_is_ended_and_nobody_joins_it() {
        var first = get("/a");
        cache.fetch(first);
        var cancelled = cancelled();
        first.cancellation().cancel();
        assertThat(cancelled).containsExactly("ended");
        cache.fetch(get("/a"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void who_has_waited_half_its_time_for_the_rest_of_an_answer_asks_for_itself() throws Exception {
        var chunks = new Chunks();
        cache.fetch(get("/a"));
        answers.getFirst().complete(streamed(chunks, -1, FRESH, "Transfer-Encoding: chunked"));
        var waiting = cache.fetch(within(Duration.ofMillis(100)));
        untilCalls(2);
        answers.getLast().complete(dated(200, "one", FRESH));
        assertThat(content(await(waiting))).isEqualTo("one");
    }

    @Test
    void the_first_one_reads_while_the_others_wait_for_the_whole() {
        var chunks = new Chunks();
        var waiting = several(2);
        answers.getFirst().complete(streamed(chunks, 4, FRESH));
        var read = read(await(waiting.getFirst()));
        chunks.send("ab");
        assertThat(read).containsExactly("ab");
        chunks.send("cd");
        chunks.end();
        assertThat(content(await(waiting.getLast()))).isEqualTo("abcd");
        assertThat(read).containsExactly("ab", "cd", "end");
        assertThat(cached(get("/a")).headers().get("Content-Length")).isEqualTo("4");
    }

    @Test
    void the_first_one_hanging_up_amid_the_answer_does_not_end_it_for_the_others() {
        var chunks = new Chunks();
        var waiting = several(2);
        var cancelled = cancelled();
        answers.getFirst().complete(streamed(chunks, 4, FRESH));
        await(waiting.getFirst()).discard();
        chunks.send("abcd");
        chunks.end();
        assertThat(content(await(waiting.getLast()))).isEqualTo("abcd");
        assertThat(cancelled).isEmpty();
    }

    @Test
    void an_answer_that_nobody_reads_any_more_is_given_up() {
        var waiting = cache.fetch(get("/a"));
        var cancelled = cancelled();
        answers.getFirst().complete(streamed(new Chunks(), 4, FRESH));
        await(waiting).discard();
        assertThat(cancelled).containsExactly("ended");
    }

    @Test
    void an_answer_that_breaks_off_is_not_kept() throws Exception {
        var chunks = new Chunks();
        var waiting = several(2);
        answers.getFirst().complete(streamed(chunks, -1, FRESH, "Transfer-Encoding: chunked"));
        var read = read(await(waiting.getFirst()));
        chunks.send("ab");
        chunks.breakOff();
        assertThat(read).containsExactly("ab", "broken");
        untilCalls(2);
        answers.getLast().complete(dated(200, "whole", FRESH));
        assertThat(content(await(waiting.getLast()))).isEqualTo("whole");
    }

    @Test
    void an_answer_without_a_known_end_or_that_is_too_large_is_passed_on_and_not_kept() {
        var endless = fetch(get("/a"), streamed(new Chunks(), -1, FRESH));
        assertThat(said(endless)).endsWith("detail=length");
        var large = fetch(get("/b"), streamed(new Chunks(), 101, FRESH));
        assertThat(said(large)).endsWith("detail=size");
        assertThat(discarded).isEmpty();
    }

    @Test
    void a_client_that_holds_it_already_does_not_keep_the_cache_from_getting_it() {
        var chunks = new Chunks();
        var reply = fetch(get("/a", "If-None-Match: \"a\""), streamed(chunks, 4, FRESH, "ETag: \"a\""));
        assertThat(reply.status()).isEqualTo(304);
        chunks.send("abcd");
        chunks.end();
        assertThat(content(cached(get("/a")))).isEqualTo("abcd");
    }

    private static Call within(Duration time) {
        var call = get("/a");
        return new Call(
                call.method(),
                call.target(),
                call.headers(),
                call.body(),
                Deadline.in(time),
                call.exchange(),
                call.interim());
    }

    private List<Future<Reply>> several(int count) {
        var waiting = new ArrayList<Future<Reply>>();
        for (int i = 0; i < count; i++) {
            waiting.add(cache.fetch(get("/a")));
        }
        return waiting;
    }

    private List<String> cancelled() {
        var ended = new ArrayList<String>();
        calls.getLast().cancellation().onCancel(() -> ended.add("ended"));
        return ended;
    }

    private static List<String> read(Reply reply) {
        var read = new ArrayList<String>();
        if (reply.body() instanceof Body.Streamed(var stream, var length)) {
            stream.exceptionHandler(broken -> read.add("broken"));
            stream.endHandler(end -> read.add("end"));
            stream.handler(part -> read.add(part.toString()));
            stream.resume();
        }
        return read;
    }
}
