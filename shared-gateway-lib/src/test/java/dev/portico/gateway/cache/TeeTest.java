package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeeTest {

    private final MemoryCache memory = new MemoryCache(10_000, 10);
    private final Chunks source = new Chunks();
    private final List<String> gathered = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    @Test
    void it_is_gathered_while_it_is_read() {
        var tee = reading(tee(-1));
        tee.resume();
        source.send("ab");
        assertThat(read).containsExactly("ab");
        source.send("cd");
        source.end();
        assertThat(read).containsExactly("ab", "cd", "end");
        assertThat(gathered).containsExactly("abcd");
    }

    @Test
    void what_says_how_long_it_is_is_kept_before_its_last_part_is_handed_on() {
        var tee = tee(4);
        tee.handler(part -> read.add(part + " " + gathered));
        tee.resume();
        source.send("ab");
        source.send("cd");
        assertThat(read).containsExactly("ab []", "cd [abcd]");
    }

    @Test
    void it_is_gathered_however_slowly_it_is_read() {
        var tee = reading(tee(4));
        source.send("ab");
        source.send("cd");
        source.end();
        assertThat(gathered).containsExactly("abcd");
        assertThat(read).isEmpty();
        tee.fetch(1);
        assertThat(read).containsExactly("ab");
        tee.pause().resume();
        assertThat(read).containsExactly("ab", "cd", "end");
    }

    @Test
    void one_that_is_too_large_is_only_handed_on_at_the_pace_of_its_reader() {
        var tee = reading(tee(-1));
        source.send("abcd");
        assertThat(source.flowing()).isTrue();
        source.send("efgh");
        source.send("ijkl");
        assertThat(gathered).containsExactly("none");
        assertThat(source.flowing()).isFalse();
        tee.resume();
        assertThat(source.flowing()).isTrue();
        source.end();
        assertThat(read).containsExactly("abcd", "efgh", "ijkl", "end");
        assertThat(gathered).containsExactly("none");
    }

    @Test
    void one_that_breaks_off_is_not_kept() {
        reading(tee(-1)).resume();
        source.send("ab");
        source.breakOff();
        assertThat(read).containsExactly("ab", "broken");
        assertThat(gathered).containsExactly("none");
    }

    @Test
    void one_of_another_length_than_it_declared_is_not_kept() {
        reading(tee(5)).resume();
        source.send("ab");
        source.end();
        assertThat(gathered).containsExactly("none");
    }

    @Test
    void it_is_gathered_though_its_reader_has_gone() {
        var tee = reading(tee(-1));
        tee.resume();
        source.send("ab");
        tee.drop();
        source.send("cd");
        source.end();
        assertThat(read).containsExactly("ab");
        assertThat(gathered).containsExactly("abcd");
    }

    private Tee tee(long length) {
        var tee = new Tee(new Body.Streamed(source, length), memory, new Tee.Gathered() {
            @Override
            public void whole(Buffer content) {
                gathered.add(content.toString());
            }

            @Override
            public void none(boolean tooLarge) {
                gathered.add("none");
            }
        });
        tee.start();
        return tee;
    }

    private Tee reading(Tee tee) {
        tee.handler(part -> read.add(part.toString()));
        tee.endHandler(end -> read.add("end"));
        tee.exceptionHandler(broken -> read.add("broken"));
        return tee;
    }
}
