package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.call;
import static dev.portico.gateway.cache.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachingUpstreamTest extends CachedCatalog {

    private static final String FRESH = "Cache-Control: max-age=60";

    @Test
    void what_is_fresh_is_not_fetched_again() {
        var first = fetch(get("/a"), dated(200, "one", FRESH));
        assertThat(content(first)).isEqualTo("one");
        assertThat(said(first)).isEqualTo("portico; fwd=uri-miss; fwd-status=200; stored; ttl=60");
        after(10);
        var second = cached(get("/a"));
        assertThat(content(second)).isEqualTo("one");
        assertThat(second.headers().get("Age")).isEqualTo("10");
        assertThat(said(second)).isEqualTo("portico; hit; ttl=50");
        assertThat(cached(call("HEAD", "/a", Caller.anonymous())).body()).isEqualTo(Body.empty());
    }

    @Test
    void a_row_without_a_rule_is_not_touched() {
        rule = Optional.empty();
        assertThat(said(fetch(get("/a"), dated(200, "one", FRESH)))).isNull();
        assertThat(content(fetch(get("/a"), dated(200, "two", FRESH)))).isEqualTo("two");
    }

    @Test
    void what_may_not_be_kept_is_fetched_again_and_the_answer_says_why() {
        var reply = fetch(get("/a"), dated(200, "one", "Cache-Control: no-store"));
        assertThat(said(reply)).isEqualTo("portico; fwd=uri-miss; fwd-status=200; detail=no-store");
        fetch(get("/a"), dated(200, "two", FRESH));
        cached(get("/a"));
    }

    @Test
    void a_request_for_another_variant_is_a_miss_of_its_own() {
        fetch(get("/a", "Accept-Language: de"), dated(200, "eins", FRESH, "Vary: Accept-Language"));
        var other = fetch(get("/a", "Accept-Language: en"), dated(200, "one", FRESH, "Vary: Accept-Language"));
        assertThat(said(other)).startsWith("portico; fwd=vary-miss");
        assertThat(content(cached(get("/a", "Accept-Language: de")))).isEqualTo("eins");
        assertThat(content(cached(get("/a", "Accept-Language: en")))).isEqualTo("one");
    }

    @Test
    void what_is_stale_is_validated_and_used_again() {
        fetch(get("/a"), dated(200, "one", FRESH, "ETag: \"a\""));
        after(60);
        var reply = fetch(get("/a"), dated(304, "", "ETag: \"a\"", "Cache-Control: max-age=30", "X-New: 1"));
        assertThat(calls.getLast().headers().get("If-None-Match")).isEqualTo("\"a\"");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(content(reply)).isEqualTo("one");
        assertThat(reply.headers().get("Age")).isEqualTo("0");
        assertThat(reply.headers().get("X-New")).isEqualTo("1");
        assertThat(said(reply)).isEqualTo("portico; fwd=stale; fwd-status=304; stored; ttl=30");
        after(29);
        cached(get("/a"));
        after(1);
        assertThat(content(fetch(get("/a"), dated(200, "two", FRESH)))).isEqualTo("two");
        assertThat(content(cached(get("/a")))).isEqualTo("two");
    }

    @Test
    void a_304_about_something_else_is_asked_again_without_conditions() {
        fetch(get("/a"), dated(200, "one", "Cache-Control: max-age=1", "ETag: \"a\""));
        after(60);
        var waiting = cache.fetch(get("/a"));
        answers.getLast().complete(dated(304, "", "ETag: \"b\""));
        assertThat(calls.getLast().headers().contains("If-None-Match")).isFalse();
        answers.getLast().complete(dated(200, "two", FRESH));
        assertThat(content(await(waiting))).isEqualTo("two");
    }

    @Test
    void what_is_stored_for_other_requests_may_do_where_the_upstream_confirms_it() {
        fetch(get("/a", "Accept-Language: de"), variant(200, "eins", "\"d\""));
        fetch(get("/a", "Accept-Language: en"), variant(200, "one", "\"e\""));
        assertThat(calls.getLast().headers().get("If-None-Match")).isEqualTo("\"d\"");
        var reply = fetch(get("/a", "Accept-Language: en-GB"), variant(304, "", "\"e\""));
        assertThat(calls.getLast().headers().get("If-None-Match")).isEqualTo("\"e\", \"d\"");
        assertThat(said(reply)).isEqualTo("portico; fwd=vary-miss; fwd-status=304; stored; ttl=60");
        assertThat(content(reply)).isEqualTo("one");
        assertThat(content(cached(get("/a", "Accept-Language: en-GB")))).isEqualTo("one");
        assertThat(content(cached(get("/a", "Accept-Language: de")))).isEqualTo("eins");
    }

    @Test
    void a_304_that_does_not_say_which_of_several_it_is_about_is_asked_again_without_conditions() {
        fetch(get("/a", "Accept-Language: de"), variant(200, "eins", "\"d\""));
        fetch(get("/a", "Accept-Language: en"), variant(200, "one", "\"e\""));
        var waiting = cache.fetch(get("/a", "Accept-Language: fr"));
        answers.getLast().complete(dated(304, "", FRESH));
        assertThat(calls.getLast().headers().contains("If-None-Match")).isFalse();
        answers.getLast().complete(variant(200, "un", "\"f\""));
        assertThat(content(await(waiting))).isEqualTo("un");
    }

    private Reply variant(int status, String content, String tag) {
        return dated(status, content, FRESH, "Vary: Accept-Language", "ETag: " + tag);
    }

    @Test
    void a_304_that_forbids_it_ends_what_is_kept() {
        fetch(get("/a"), dated(200, "one", "Cache-Control: max-age=1", "ETag: \"a\""));
        after(60);
        var reply = fetch(get("/a"), dated(304, "", "ETag: \"a\"", "Cache-Control: no-store"));
        assertThat(content(reply)).isEqualTo("one");
        assertThat(fetch(get("/a"), dated(200, "two")).status()).isEqualTo(200);
    }

    @Test
    void a_cookie_of_a_304_is_for_who_asked() {
        fetch(get("/a"), dated(200, "one", "Cache-Control: max-age=1", "ETag: \"a\""));
        after(60);
        var reply = fetch(get("/a"), dated(304, "", FRESH, "Set-Cookie: a=b"));
        assertThat(reply.headers().get("Set-Cookie")).isEqualTo("a=b");
        assertThat(cached(get("/a")).headers().contains("Set-Cookie")).isFalse();
    }

    @Test
    void a_clients_conditions_do_not_keep_the_cache_from_getting_the_whole() {
        var reply = fetch(get("/a", "If-None-Match: \"a\""), dated(200, "one", FRESH, "ETag: \"a\""));
        assertThat(calls.getLast().headers().contains("If-None-Match")).isFalse();
        assertThat(reply.status()).isEqualTo(304);
        assertThat(content(cached(get("/a")))).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match: \"a\"", "If-Unmodified-Since: Mon, 23 Nov 2026 11:00:00 GMT"})
    void conditions_that_only_the_resource_can_decide_are_passed_on(String field) {
        fetch(get("/a"), dated(200, "one", FRESH, "ETag: \"a\""));
        var reply = fetch(get("/a", field), dated(412, ""));
        assertThat(reply.status()).isEqualTo(412);
        assertThat(calls.getLast().headers().contains(field.substring(0, field.indexOf(':'))))
                .isTrue();
        cached(get("/a"));
    }

    @Test
    void a_part_that_is_kept_is_nobodys_whole() {
        fetch(get("/a", "Range: bytes=0-1"), dated(206, "on", FRESH, "Content-Range: bytes 0-1/3"));
        fetch(get("/a"), dated(200, "one", FRESH));
        assertThat(cached(get("/a", "Range: bytes=0-1")).status()).isEqualTo(206);
    }

    @Test
    void a_request_with_content_is_passed_on_and_not_answered_for_others() {
        var fat = get("/a");
        var call = new Call(
                "GET",
                "/a",
                fat.headers(),
                new Body.Whole(Buffer.buffer("poison")),
                fat.deadline(),
                fat.exchange(),
                fat.interim());
        assertThat(said(fetch(call, dated(200, "one", FRESH)))).isEqualTo("portico; fwd=bypass; fwd-status=200");
        fetch(get("/a"), dated(200, "two", FRESH));
    }

    @Test
    void who_wants_only_what_is_stored_is_told_that_nothing_is() {
        var failure = awaitFailure(cache.fetch(get("/a", "Cache-Control: only-if-cached")));
        assertThat(failure).isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.problem())
                .isEqualTo(new Problem.NotStored()));
        assertThat(calls).isEmpty();
        fetch(get("/a"), dated(200, "one", FRESH));
        cached(get("/a", "Cache-Control: only-if-cached"));
    }

    @Test
    void a_change_makes_void_what_is_stored_and_what_is_on_its_way() {
        fetch(get("/a"), dated(200, "one", FRESH));
        var reading = cache.fetch(get("/b"));
        var read = answers.getLast();
        fetch(call("POST", "/a", Caller.anonymous()), dated(201, "", "Location: /b"));
        read.complete(dated(200, "old", FRESH));
        assertThat(content(await(reading))).isEqualTo("old");
        assertThat(content(fetch(get("/a"), dated(200, "two", FRESH)))).isEqualTo("two");
        assertThat(content(fetch(get("/b"), dated(200, "new", FRESH)))).isEqualTo("new");
    }

    @Test
    void a_change_of_a_target_makes_void_what_is_stored_for_it_without_parameters_that_do_not_count() {
        fetch(get("/a?page=1"), dated(200, "one", FRESH));
        fetch(call("POST", "/a?page=1&draft=2", Caller.anonymous()), dated(200, ""));
        fetch(get("/a?page=1"), dated(200, "two", FRESH));
    }

    @Test
    void a_change_that_was_refused_changes_nothing() {
        fetch(get("/a"), dated(200, "one", FRESH));
        fetch(call("DELETE", "/a", Caller.anonymous()), dated(403, ""));
        cached(get("/a"));
    }

    @Test
    void the_answer_to_a_head_brings_what_is_stored_up_to_date_or_ends_it() {
        fetch(get("/a"), dated(200, "one", FRESH, "ETag: \"a\""));
        after(60);
        fetch(call("HEAD", "/a", Caller.anonymous()), dated(200, "", FRESH, "ETag: \"a\"", "X-New: 1"));
        assertThat(cached(get("/a")).headers().get("X-New")).isEqualTo("1");
        after(60);
        fetch(call("HEAD", "/a", Caller.anonymous()), dated(200, "", FRESH, "ETag: \"b\""));
        assertThat(said(fetch(get("/a"), dated(200, "two", FRESH)))).startsWith("portico; fwd=uri-miss");
    }

    @Test
    void what_is_stale_is_used_while_it_is_validated_once() {
        fetch(get("/a"), dated(200, "one", "Cache-Control: max-age=1, stale-while-revalidate=60", "ETag: \"a\""));
        after(5);
        for (int i = 0; i < 3; i++) {
            var reply = await(cache.fetch(get("/a", "If-None-Match: \"x\"", "Range: bytes=0-0")));
            assertThat(said(reply)).isEqualTo("portico; hit; ttl=-4");
        }
        assertThat(calls).hasSize(2);
        assertThat(calls.getLast().headers().get("If-None-Match")).isEqualTo("\"a\"");
        assertThat(calls.getLast().headers().contains("Range")).isFalse();
        answers.getLast().complete(dated(200, "two", FRESH));
        assertThat(content(cached(get("/a")))).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void what_is_stale_stands_in_for_an_error(int status) {
        fetch(get("/a"), dated(200, "one", "Cache-Control: max-age=1, stale-if-error=60"));
        after(5);
        var reply = fetch(get("/a"), dated(status, "sorry"));
        assertThat(content(reply)).isEqualTo("one");
        assertThat(said(reply)).isEqualTo("portico; hit; ttl=-4; detail=stale-if-error");
        after(60);
        assertThat(fetch(get("/a"), dated(status, "sorry")).status()).isEqualTo(status);
    }

    @Test
    void what_is_stale_stands_in_where_there_is_no_answer_as_long_as_the_row_says() {
        var stale = new CacheRule.Times(
                Optional.of(Duration.ofSeconds(1)), false, Optional.empty(), Duration.ofSeconds(60), 0);
        rule = Optional.of(new CacheRule("", stale, CacheRule.Sharing.BY_CALLER, Optional.empty(), false, true));
        fetch(get("/a"), dated(200, "one"));
        after(5);
        var waiting = cache.fetch(get("/a", "Cache-Control: max-age=2"));
        answers.getLast().fail(down());
        assertThat(content(await(waiting))).isEqualTo("one");
    }

    @Test
    void what_must_be_validated_does_not_stand_in() {
        fetch(
                get("/a"),
                dated(200, "one", "Cache-Control: max-age=1, must-revalidate, stale-if-error=60", "ETag: \"a\""));
        after(5);
        var waiting = cache.fetch(get("/a"));
        answers.getLast().fail(down());
        assertThat(awaitFailure(waiting))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(UpstreamFailure.Kind.LATE));
    }

    @Test
    void what_was_on_its_way_while_somebody_purged_is_not_kept() {
        var waiting = cache.fetch(get("/a"));
        memory.purgeTag("any");
        answers.getLast().complete(dated(200, "old", FRESH));
        assertThat(content(await(waiting))).isEqualTo("old");
        fetch(get("/a"), dated(200, "new", FRESH));
    }
}
