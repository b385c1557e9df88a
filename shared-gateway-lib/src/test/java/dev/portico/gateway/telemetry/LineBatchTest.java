package dev.portico.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineBatchTest {

    private final List<String> handedOn = new ArrayList<>();
    private final LineBatch batch = new LineBatch(handedOn::add);

    @Test
    void lines_go_on_together_in_their_order() {
        batch.accept("one");
        batch.accept("two");
        assertThat(handedOn).isEmpty();

        batch.flush();

        assertThat(handedOn).containsExactly("one\ntwo");
    }

    @Test
    void nothing_is_not_handed_on() {
        batch.flush();
        batch.accept("one");
        batch.flush();
        batch.flush();

        assertThat(handedOn).containsExactly("one");
    }

    @Test
    void many_do_not_wait() {
        var line = "x".repeat(1000);
        IntStream.range(0, 40).forEach(i -> batch.accept(line));

        assertThat(handedOn).hasSize(2).allSatisfy(some -> assertThat(some).hasSizeLessThan(18_000));
    }

    @Test
    void no_line_is_lost_between_threads() {
        var seen = new CopyOnWriteArrayList<String>();
        var shared = new LineBatch(seen::add);

        IntStream.range(0, 10_000).parallel().forEach(i -> shared.accept("line " + i));
        shared.flush();

        assertThat(seen.stream().flatMap(String::lines)).hasSize(10_000).doesNotHaveDuplicates();
    }
}
