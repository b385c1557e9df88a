package dev.portico.gateway;

import static dev.portico.gateway.Tables.proxied;
import static dev.portico.gateway.Tables.route;
import static dev.portico.gateway.Tables.upstream;
import static dev.portico.gateway.Tables.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.cache.CacheRule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table may say of keeping answers, and what it means. */
class CacheRowsTest {

    private static final String MEANS_NOTHING =
            "means something only beside to; what a resource reads is kept as cache";

    static List<Arguments> wrong() {
        return List.of(
                of(proxied("cache: always"), "routes.orders.cache = \"always\": is not known; write none or standard"),
                of(proxied("cache: true"), "routes.orders.cache = \"true\": is not known; write none or standard"),
                of(proxied("cache: {}"), "routes.orders.cache: has no value; write one or remove the key"),
                of(proxied("cache:"), "routes.orders.cache: has no value; write one or remove the key"),
                of(
                        proxied("cache: [standard]"),
                        "routes.orders.cache[0] = \"standard\": cannot be written so; write none, standard, or { ttl: 30s }"),
                of(
                        proxied("cache: { tll: 30s }"),
                        "routes.orders.cache.tll = \"30s\": is no key of the table; did you mean ttl?"),
                of(
                        proxied("cache: { ttl: soon }"),
                        "routes.orders.cache.ttl = \"soon\": cannot be read; write a duration such as 500ms, 2s or 15m"),
                of(
                        proxied("cache: { ttl: 500ms }"),
                        "routes.orders.cache.ttl = \"0.5s\": write a duration from 1s to 365d, such as 30s"),
                of(
                        proxied("cache: { stale: 400d }"),
                        "routes.orders.cache.stale = \"9600h\": write a duration from 1s to 365d, such as 30s"),
                of(
                        proxied("cache: { negative: 0s }"),
                        "routes.orders.cache.negative = \"0s\": write a duration from 1s to 365d, such as 30s"),
                of(
                        proxied("cache: { override: true }"),
                        "routes.orders.cache.override = \"true\": needs ttl beside it; write for how long answers are fresh"),
                of(
                        proxied("cache: { override: perhaps, ttl: 1s }"),
                        "routes.orders.cache.override = \"perhaps\": cannot be read; write true or false"),
                of(
                        proxied("cache: { heuristic: 0.1 }"),
                        "routes.orders.cache.heuristic = \"0.1\": write a part of the time since the last change, such as 10%"),
                of(
                        proxied("cache: { vary-by: [session] }"),
                        "routes.orders.cache.vary-by = \"session\": is not known; write user or role, or header: or query:"),
                of(
                        proxied("cache: { vary-by: ['query:'] }"),
                        "routes.orders.cache.vary-by = \"query:\": is not known; write user or role, or header: or query:"),
                of(
                        proxied("cache: { vary-by: ['header:a b'] }"),
                        "routes.orders.cache.vary-by = \"header:a b\": names no header field; write letters, digits and -"),
                of(
                        proxied("cache: { vary-by: [] }"),
                        "routes.orders.cache.vary-by: has no value; write one or remove the key"),
                of(
                        proxied("cache: { shared: true, vary-by: [user] }"),
                        "routes.orders.cache.vary-by = \"user\": is the contrary of shared: true; keep one"),
                of(
                        proxied("methods: [POST], cache: standard"),
                        "routes.orders.methods = \"POST\": has no GET, and only answers to GET are kept; add it, or remove cache"),
                of(route("path: /a, cache: standard"), "routes.orders.cache: " + MEANS_NOTHING),
                of(
                        upstream("urls: [http://a], cache: { ttl: 0s }"),
                        "upstreams.orders.cache.ttl = \"0s\": write a duration from 1s to 365d, such as 30s"),
                of(
                        with("cache: { memory: 64K, largest: 1K }"),
                        "cache.memory = \"65536\": write a size from 1M to half of the heap, such as 64M"),
                of(
                        with("cache: { largest: 12 }"),
                        "cache.largest = \"12\": write a size from 1K to 64M that is at most half of cache.memory, such as 1M"),
                of(with("cache: { memory: 4M, largest: 3M }"), "cache.largest = \"3145728\": write a size from 1K"),
                of(
                        proxied("cache: standard") + "cache: { memory: 4000G }\n",
                        "cache.memory = \"4294967296000\": is more than half of the heap, which has "
                                + Runtime.getRuntime().maxMemory() / (1 << 20)
                                + "M; write a smaller size, or give the app a larger heap"),
                of(
                        with("cache: { size: 1M }"),
                        "cache.size = \"1M\": is no key of the table; the keys here are memory"),
                of(
                        with("cache: standard"),
                        "cache = \"standard\": cannot be written so; the keys here are memory, largest"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrong")
    void a_wrong_table_is_refused_with_row_key_value_and_mend(String yaml, String complaint) {
        Tables.assertRefused(yaml, complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout: 1s", "cache: none"})
    void a_row_that_does_not_want_it_keeps_nothing(String keys) {
        assertThat(Tables.compiled(proxied(keys)).cache().rulesByUpstream()).isEmpty();
    }

    @Test
    void a_standard_row_goes_by_what_the_upstream_says() {
        assertThat(row("cache: standard"))
                .isEqualTo(new CacheRule(
                        "routes.orders",
                        CacheRule.Times.AS_SAID,
                        CacheRule.Sharing.BY_CALLER,
                        Optional.empty(),
                        false,
                        true));
    }

    @Test
    void a_row_may_say_how_long_for_whom_and_by_what() {
        assertThat(
                        row(
                                "cache: { ttl: 30s, override: true, stale: 5m, negative: 10s, heuristic: 10%, shared: true, vary-by: [role, 'header:X-Tenant', 'query:page', 'query:size'], keep-set-cookie: true, show-tags: true }"))
                .isEqualTo(new CacheRule(
                        "routes.orders",
                        new CacheRule.Times(
                                Optional.of(Duration.ofSeconds(30)),
                                true,
                                Optional.of(Duration.ofSeconds(10)),
                                Duration.ofMinutes(5),
                                10),
                        new CacheRule.Sharing(true, true, List.of("X-Tenant")),
                        Optional.of(Set.of("page", "size")),
                        true,
                        false));
    }

    @Test
    void an_upstream_says_it_for_what_screens_read_which_is_apart_by_what_they_accept() {
        var rules = rules(upstream("urls: [http://a], timeout: 7s, cache: { ttl: 30s, shared: true }"));
        assertThat(rules.byRow()).isEmpty();
        assertThat(rules.renewal()).isEqualTo(Duration.ofSeconds(7));
        assertThat(Objects.requireNonNull(rules.ofScreens()).sharing())
                .isEqualTo(new CacheRule.Sharing(true, false, List.of("Accept")));
    }

    @Test
    void the_memory_is_bounded_by_itself_and_as_the_table_says() {
        var settings = Tables.compiled(proxied("cache: standard")).cache();
        assertThat(settings.memory()).isEqualTo(64L << 20);
        assertThat(settings.largest()).isEqualTo(1 << 20);
        settings = Tables.compiled(with("cache: { memory: 1G, largest: 64M }")).cache();
        assertThat(settings.memory()).isEqualTo(1L << 30);
        assertThat(settings.largest()).isEqualTo(64 << 20);
    }

    @Test
    void an_app_that_keeps_nothing_starts_on_any_heap() {
        assertThat(Tables.compiled(with("cache: { memory: 4000G }")).cache().rulesByUpstream())
                .isEmpty();
    }

    private static CacheRule row(String keys) {
        var rules = rules(proxied(keys));
        assertThat(rules.ofScreens()).isNull();
        return Objects.requireNonNull(rules.byRow().get("orders"));
    }

    private static CacheSettings.Rules rules(String yaml) {
        return Objects.requireNonNull(
                Tables.compiled(yaml).cache().rulesByUpstream().get("orders"));
    }

    private static Arguments of(String yaml, String complaint) {
        return Arguments.of(yaml, complaint);
    }
}
