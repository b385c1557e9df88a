package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryCacheTest {

    private static final String FRESH = "Cache-Control: max-age=60";

    private final MemoryCache memory = new MemoryCache(1 << 20, 1 << 16);

    @Test
    void the_newest_answer_that_suits_a_request_is_found() {
        var german = stored(200, "eins", Fields.of("Accept-Language: de"), FRESH, "Vary: Accept-Language");
        var english = stored(200, "one", Fields.of("Accept-Language: en"), FRESH, "Vary: Accept-Language");
        var newer = stored(200, "ein", Fields.of("Accept-Language: de"), FRESH, "Vary: Accept-Language");
        var key = key("/a", "");
        memory.put(key, german);
        memory.put(key, english);
        memory.put(key, newer);
        assertThat(memory.find(key).newestFirst()).containsExactly(newer, english);
        assertThat(memory.find(key).matching(Fields.of("Accept-Language: DE"))).isSameAs(newer);
        assertThat(memory.find(key).matching(Fields.of("Accept-Language: fr"))).isNull();
        memory.remove(key, newer);
        assertThat(memory.find(key).newestFirst()).containsExactly(english);
    }

    @Test
    void no_more_variants_are_kept_than_are_looked_through_in_no_time() {
        var key = key("/a", "");
        for (int i = 0; i < 3 * Variants.MOST; i++) {
            memory.put(key, stored(200, "x", Fields.of("A: " + i), FRESH, "Vary: A"));
        }
        assertThat(memory.find(key).newestFirst()).hasSize(Variants.MOST);
        assertThat(memory.find(key).matching(Fields.of("A: " + (3 * Variants.MOST - 1))))
                .isNotNull();
    }

    @Test
    void a_change_removes_what_is_kept_for_anybody() {
        memory.put(key("/a", "alice"), stored("x", FRESH));
        memory.put(key("/a", "bob"), stored("x", FRESH));
        memory.put(key("/a/b", "bob"), stored("x", FRESH));
        memory.invalidate("catalog /a");
        assertThat(memory.find(key("/a", "alice")).isEmpty()).isTrue();
        assertThat(memory.find(key("/a", "bob")).isEmpty()).isTrue();
        assertThat(memory.find(key("/a/b", "bob")).isEmpty()).isFalse();
        assertThat(memory.purges()).isZero();
    }

    @Test
    void answers_are_purged_by_target_tag_and_prefix() {
        memory.put(key("/a", ""), stored("x", FRESH, "Surrogate-Key: red green"));
        memory.put(key("/b", ""), stored("x", FRESH, "Cache-Tag: green,blue"));
        memory.put(key("/b/c", ""), stored("x", FRESH));
        memory.put(key("/d", ""), stored("x", FRESH));
        assertThat(memory.purgeTag("blue")).isEqualTo(1);
        assertThat(memory.purgeTag("blue")).isZero();
        assertThat(memory.purgeTag("green")).isEqualTo(1);
        assertThat(memory.purgePrefix("catalog", "/b")).isEqualTo(1);
        assertThat(memory.purgePrefix("cat", "/d")).isZero();
        assertThat(memory.purge("catalog", "/d")).isEqualTo(1);
        assertThat(memory.isClean()).isTrue();
        assertThat(memory.purges()).isEqualTo(6);
    }

    @Test
    void tags_of_an_answer_that_was_replaced_do_not_find_its_successor() {
        memory.put(key("/a", ""), stored("x", FRESH, "Surrogate-Key: old"));
        memory.put(key("/a", ""), stored("x", FRESH, "Surrogate-Key: new"));
        assertThat(memory.purgeTag("old")).isZero();
        assertThat(memory.purgeTag("new")).isEqualTo(1);
    }

    @Test
    void what_is_gone_by_now_is_not_put_back() {
        var one = stored("x", FRESH);
        var key = key("/a", "");
        memory.put(key, one);
        memory.invalidate(key.place());
        memory.replace(key, one, stored("y", FRESH));
        assertThat(memory.find(key).isEmpty()).isTrue();
        assertThat(memory.isClean()).isTrue();
    }

    @Test
    void memory_is_bounded_in_bytes_and_nothing_is_left_of_what_went() {
        var small = new MemoryCache(100_000, 1 << 16);
        var content = "x".repeat(1_000);
        for (int i = 0; i < 1_000; i++) {
            small.put(key("/" + i, ""), stored(content, FRESH, "Surrogate-Key: tag" + i));
        }
        assertThat(small.weight()).isBetween(10_000L, 100_000L);
        assertThat(small.purgePrefix("catalog", "/")).isBetween(10, 100);
        assertThat(small.isClean()).isTrue();
    }

    private static CacheKey key(String target, String reader) {
        return new CacheKey(CacheKey.place("catalog", target), reader);
    }
}
