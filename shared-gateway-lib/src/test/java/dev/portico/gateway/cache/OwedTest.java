package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwedTest {

    private final Owed owed = new Owed(3);

    @Test
    void what_redis_has_heard_of_is_owed_no_more() {
        var number = owed.note("a");
        assertThat(owed.means("a")).isTrue();
        assertThat(owed.means("b")).isFalse();
        owed.told("a", number);
        assertThat(owed.means("a")).isFalse();
    }

    @Test
    void an_earlier_change_that_was_told_pays_for_no_later_one() {
        var earlier = owed.note("a");
        var later = owed.note("a");
        owed.told("a", earlier);
        assertThat(owed.means("a")).isTrue();
        owed.told("a", later);
        assertThat(owed.means("a")).isFalse();
    }

    @Test
    void beyond_what_can_be_told_apart_everything_is_meant_until_redis_has_forgotten_everything() {
        owed.note("a");
        owed.note("b");
        owed.note("c");
        owed.note("a");
        assertThat(owed.isEverything()).isFalse();
        owed.note("d");
        assertThat(owed.means("e")).isTrue();
        var latest = owed.latest();
        owed.note("f");
        owed.toldOfEverything(latest);
        assertThat(owed.means("e")).isTrue();
        owed.note("a");
        latest = owed.latest();
        owed.note("b");
        owed.toldOfEverything(latest);
        assertThat(owed.isEverything()).isFalse();
        assertThat(owed.means("a")).isFalse();
        assertThat(owed.means("b")).isTrue();
    }
}
