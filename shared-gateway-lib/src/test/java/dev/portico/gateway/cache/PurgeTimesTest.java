package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeTimesTest {

    private final PurgeTimes times = new PurgeTimes(100);

    @Test
    void a_purge_means_what_was_asked_for_before_it() {
        times.note(new Purge.Tag("red"), 10);
        assertThat(times.mean("catalog /a", List.of("green", "red"), 9)).isTrue();
        assertThat(times.mean("catalog /a", List.of("green", "red"), 10)).isFalse();
        assertThat(times.mean("catalog /a", List.of("green"), 9)).isFalse();
    }

    @Test
    void the_latest_purge_counts() {
        times.note(new Purge.Target("catalog", "/a"), 20);
        times.note(new Purge.Target("catalog", "/a"), 10);
        assertThat(times.mean("catalog /a", List.of(), 19)).isTrue();
        assertThat(times.mean("catalog /a/b", List.of(), 0)).isFalse();
        assertThat(times.mean("basket /a", List.of(), 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/p,       false", "/products,     true", "/products/1,   true", "/products/1/a, true", "/products/2,  true",
        "/q/1,     true", "/q/12,        true", "/q/2,          false", "/z,            false", "/prod,        false"
    })
    void each_prefix_means_what_begins_so(String target, boolean meant) {
        for (var prefix : List.of("/products", "/products/1/x", "/products/12", "/q/1", "/q/1/2", "/productz")) {
            times.note(new Purge.Prefix("catalog", prefix), 10);
        }
        assertThat(times.mean("catalog " + target, List.of(), 5)).isEqualTo(meant);
        assertThat(times.mean("catalog " + target, List.of(), 10)).isFalse();
        assertThat(times.mean("basket " + target, List.of(), 5)).isFalse();
    }

    @Test
    void a_short_prefix_counts_where_a_longer_one_is_older() {
        times.note(new Purge.Prefix("catalog", "/a/b"), 5);
        times.note(new Purge.Prefix("catalog", "/a"), 10);
        assertThat(times.mean("catalog /a/b/c", List.of(), 7)).isTrue();
    }

    @Test
    void beyond_the_bound_older_purges_become_one_of_everything() {
        for (int i = 1; i <= 101; i++) {
            times.note(new Purge.Tag("tag" + i), i);
        }
        assertThat(times.mean("catalog /a", List.of("tag1"), 0)).isTrue();
        assertThat(times.mean("catalog /a", List.of(), 50)).isTrue();
        assertThat(times.mean("catalog /a", List.of(), 51)).isFalse();
        assertThat(times.mean("catalog /a", List.of("tag101"), 100)).isTrue();
    }
}
