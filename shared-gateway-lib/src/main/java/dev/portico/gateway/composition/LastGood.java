package dev.portico.gateway.composition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The last good answers of one part of a screen, for when its source fails: a constant of the screen. Each belongs to the
 * caller and to the path and query that it was made for, so nobody is ever shown another caller's. Safe for use by any
 * thread.
 */
public final class LastGood<T> {

    private record Key(Class<?> kind, @Nullable String issuer, String id, String path, @Nullable String query) {

        static Key of(Exchange exchange) {
            return switch (exchange.caller()) {
                case Caller.Anonymous nobody -> of(nobody, null, "", exchange);
                case Caller.User user -> of(user, user.token(), user.subject(), exchange);
                case Caller.Partner partner -> of(partner, partner.token(), partner.id(), exchange);
            };
        }

        private static Key of(Caller caller, @Nullable JsonWebToken token, String id, Exchange exchange) {
            return new Key(
                    caller.getClass(),
                    token == null ? null : token.getIssuer(),
                    id,
                    exchange.path(),
                    exchange.request().query());
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
