package dev.portico.gateway.composition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.exchange.Exchange;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last good answers of one part of a screen, for when its source fails: a constant of the screen. Each belongs to the
 * caller and to the path and query that it was made for, so nobody is ever shown another caller's. Safe for use by any
 * thread.
 */
public final class LastGood<T> {

    private record Key(String caller, String path, @Nullable String query) {

        static Key of(Exchange exchange) {
            return new Key(
                    exchange.caller().key(), exchange.path(), exchange.request().query());
        }
    }

    private final Cache<Key, T> answers;

    private LastGood(Cache<Key, T> answers) {
        this.answers = answers;
    }

    /**
     * @param most how many answers are kept in memory
     * @param age how old one may be and still be shown
     */
    public static <T> LastGood<T> of(int most, Duration age) {
        return new LastGood<>(Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(age)
                .executor(Runnable::run)
                .build());
    }

    void keep(Exchange exchange, T answer) {
        answers.put(Key.of(exchange), answer);
    }

    Optional<T> find(Exchange exchange) {
        return Optional.ofNullable(answers.getIfPresent(Key.of(exchange)));
    }
}
