package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reads slowly, or not at all, holds no more of the memory than there is for all of them. */
class SlowReadersTest {

    private static final int PART = 1_000;

    private final MemoryCache memory = new MemoryCache(200_000, 8_000);

    /** An answer of many parts on its way to one reader. */
    private final class OnItsWay implements Tee.Gathered {
        final Chunks source = new Chunks();
        final List<String> became = new ArrayList<>();
        final Tee tee = new Tee(new Body.Streamed(source, -1), memory, this);
        long sent;
        long read;

        OnItsWay() {
            tee.handler(part -> read += part.length());
            tee.start();
        }

        /** Sends what its reader lets it. */
        OnItsWay sent(int parts) {
            for (int i = 0; i < parts && source.flowing(); i++) {
                source.send("x".repeat(PART));
                sent += PART;
            }
            return this;
        }

        @Override
        public void whole(Buffer content) {
            became.add("whole");
        }

        @Override
        public void none(boolean tooLarge) {
            became.add(tooLarge ? "too large" : "none");
        }
    }

    @Test
    void they_hold_half_of_the_room_together_and_get_the_rest_at_their_own_pace() {
        var slow = new ArrayList<OnItsWay>();
        for (int i = 0; i < 100; i++) {
            var next = new OnItsWay().sent(7);
            if (next.source.flowing()) {
                next.source.end();
            }
            slow.add(next);
        }
        assertThat(slow.getFirst().became).containsExactly("whole");
        assertThat(slow.getLast().became).containsExactly("none");
        assertThat(slow.getLast().source.flowing()).isFalse();
        var held = slow.stream().filter(each -> each.became.contains("whole")).count() * 7 * PART;
        assertThat(held).isBetween(7L * PART, 25L * PART);

        var last = slow.getLast();
        last.tee.resume();
        assertThat(last.source.flowing()).isTrue();
        last.sent(6).source.end();
        assertThat(last.read).isEqualTo(last.sent).isGreaterThan(6L * PART);
    }

    @Test
    void who_reads_at_once_gets_by_them() {
        var slow = new ArrayList<OnItsWay>();
        for (int i = 0; i < 4; i++) {
            slow.add(new OnItsWay().sent(7));
        }
        assertThat(slow.getLast().became).containsExactly("none");
        var prompt = new OnItsWay();
        prompt.tee.resume();
        prompt.sent(7).source.end();
        assertThat(prompt.became).containsExactly("whole");
    }

    @Test
    void what_they_held_is_free_when_they_have_read_or_gone_and_when_the_answer_breaks_off() {
        var reads = new OnItsWay().sent(2);
        var gone = new OnItsWay().sent(2);
        var broken = new OnItsWay().sent(1);
        assertThat(memory.room().taken()).isGreaterThan(10L * PART);
        reads.source.end();
        reads.tee.resume();
        gone.tee.drop();
        gone.source.end();
        broken.source.breakOff();
        assertThat(memory.room().taken()).isZero();
    }
}
