package dev.portico.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final List<String> ended = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    @Test
    void what_was_begun_is_ended_once() {
        cancellation.onCancel(() -> ended.add("call"));
        cancellation.cancel();
        cancellation.cancel();
        assertThat(ended).containsExactly("call");
    }

    @Test
    void what_is_begun_when_nobody_waits_any_more_is_ended_at_once() {
        cancellation.cancel();
        cancellation.onCancel(() -> ended.add("call"));
        assertThat(ended).containsExactly("call");
    }

    @Test
    void only_the_last_that_was_begun_is_ended() {
        cancellation.onCancel(() -> ended.add("first"));
        cancellation.onCancel(() -> ended.add("second"));
        cancellation.cancel();
        assertThat(ended).containsExactly("second");
    }
}
