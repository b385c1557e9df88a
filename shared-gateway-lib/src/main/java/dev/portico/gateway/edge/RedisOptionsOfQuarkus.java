package dev.portico.gateway.edge;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code quarkus.redis} says: hosts, TLS, log-in, sentinels, clusters. Quarkus hands it over when it makes its own
 * client, which opens no connection and stays unused, because its pool would wait for connections on which nobody answers.
 * This happens so early that nothing else may be injected here.
 */
@Singleton
final class RedisOptionsOfQuarkus implements RedisOptionsCustomizer {

    private volatile @Nullable RedisOptions options;

    /** @param unused that it stands here makes Quarkus look at its options */
    RedisOptionsOfQuarkus(Instance<Redis> unused) {}

    @Override
    public void customize(String client, RedisOptions all) {
        if (client.equals("<default>")) {
            options = new RedisOptions(all);
        }
    }

    /** A copy; empty where no Redis is named. */
    Optional<RedisOptions> options() {
        return Optional.ofNullable(options).map(RedisOptions::new);
    }
}
