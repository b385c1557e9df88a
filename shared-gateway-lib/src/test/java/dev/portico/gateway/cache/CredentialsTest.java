package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.call;
import static dev.portico.gateway.cache.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.cache.CacheRule.Sharing;
import dev.portico.gateway.exchange.Caller;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest extends CachedCatalog {

    private static final String FRESH = "Cache-Control: max-age=60";

    private static final String COOKIE = "Cookie: session=alice";

    @BeforeEach
    void callers_share() {
        rule = Optional.of(shared(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookie: session=alice", "Authorization: Basic eDp5"})
    void what_came_to_credentials_is_nobody_elses_though_callers_share(String credentials) {
        assertThat(said(fetch(get("/a", credentials), dated(200, "alice's", FRESH))))
                .endsWith("detail=credentials");
        assertThat(content(fetch(get("/a"), dated(200, "open", FRESH)))).isEqualTo("open");
        assertThat(content(cached(get("/a", credentials)))).isEqualTo("open");
    }

    @Test
    void a_row_may_say_that_answers_depend_on_a_cookie() {
        rule = Optional.of(shared(List.of("cookie")));
        fetch(get("/a", COOKIE), dated(200, "alice's", FRESH));
        assertThat(content(cached(get("/a", COOKIE)))).isEqualTo("alice's");
        fetch(get("/a", "Cookie: session=bob"), dated(200, "bob's", FRESH));
    }

    @Test
    void who_has_credentials_ends_nothing_of_the_others_where_the_upstream_confirms_it() {
        stale();
        var reply = fetch(get("/a", COOKIE), dated(304, "", FRESH, "ETag: \"a\""));
        assertThat(content(reply)).isEqualTo("one");
        assertThat(said(fetch(get("/a"), dated(304, "", FRESH)))).startsWith("portico; fwd=stale; fwd-status=304");
        assertThat(content(cached(get("/a")))).isEqualTo("one");
    }

    @Test
    void who_has_credentials_ends_nothing_of_the_others_where_it_gets_something_else() {
        stale();
        fetch(get("/a", COOKIE), dated(200, "alice's", FRESH, "ETag: \"b\""));
        fetch(call("HEAD", "/a", Caller.anonymous(), COOKIE), dated(200, "", FRESH, "ETag: \"b\""));
        fetch(get("/a"), dated(304, "", FRESH));
        assertThat(content(cached(get("/a")))).isEqualTo("one");
    }

    @Test
    void the_answer_to_a_head_renews_nothing_of_another_status() {
        fetch(get("/a"), dated(404, "none", FRESH));
        after(60);
        fetch(call("HEAD", "/a", Caller.anonymous()), dated(200, "", FRESH));
        assertThat(content(fetch(get("/a"), dated(200, "one", FRESH)))).isEqualTo("one");
    }

    @Test
    void what_depends_on_more_of_a_request_than_is_kept_beside_an_answer_is_passed_on() {
        var large = get("/a", "Foo: " + "x".repeat(5000));
        assertThat(said(fetch(large, dated(200, "one", FRESH, "Vary: Foo")))).endsWith("detail=request-size");
        assertThat(memory.find(Lookup.of("catalog", large, shared(List.of())).key())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void what_is_kept_beside_the_content_weighs_too() {
        var plain = Answers.stored("x", FRESH).weight();
        assertThat(Answers.stored("x", FRESH, "Surrogate-Key: a b c d e").weight())
                .isGreaterThan(plain + 1000);
        var varying = Answers.stored(200, "x", Fields.of("Foo: " + "x".repeat(3000)), FRESH, "Vary: Foo");
        assertThat(varying.weight()).isGreaterThan(plain + 6000);
    }

    private void stale() {
        fetch(get("/a"), dated(200, "one", FRESH, "ETag: \"a\""));
        after(60);
    }

    private static CacheRule shared(List<String> headers) {
        return new CacheRule(
                "", CacheRule.Times.AS_SAID, new Sharing(true, false, headers), Optional.empty(), false, true);
    }
}
