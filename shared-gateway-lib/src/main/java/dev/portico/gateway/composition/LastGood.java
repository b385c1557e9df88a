package dev.portico.gateway.composition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.exchange.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The last good answers of one part of a screen, for when its source fails: a constant of the screen. Each belongs to the
 * caller and to the path that it was made for, so nobody is ever shown another caller's. The query says nothing: a part that
 * depends on something of it names what, with {@link #about}; else each made-up query would take the place of another
 * caller's answer. Safe for use by any thread.
 */
public final class LastGood<T> {

    private record Key(String caller, String path, List<Object> about) {

        static Key of(Exchange exchange, List<Object> about) {
            return new Key(exchange.caller().key(), exchange.path(), about);
        }
    }

    private final Cache<Key, T> answers;
    private final List<Object> about;

    private LastGood(Cache<Key, T> answers, List<Object> about) {
        this.answers = answers;
        this.about = about;
    }

    /**
     * @param most how many answers are kept in memory, however large each of them is
     * @param age how old one may be and still be shown
     */
    public static <T> LastGood<T> of(int most, Duration age) {
        return new LastGood<>(
                Caffeine.newBuilder()
                        .maximumSize(most)
                        .expireAfterWrite(age)
                        .executor(Runnable::run)
                        .build(),
                List.of());
    }

    /**
     * Those of them that are about these values, such as the number of a page.
     *
     * @param values what the part depends on beside the caller and the path; each of them comes with its {@code equals}
     */
    public LastGood<T> about(Object... values) {
        return new LastGood<>(answers, List.of(values));
    }

    void keep(Exchange exchange, T answer) {
        answers.put(Key.of(exchange, about), answer);
    }

    Optional<T> find(Exchange exchange) {
        return Optional.ofNullable(answers.getIfPresent(Key.of(exchange, about)));
    }
}
