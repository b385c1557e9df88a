package dev.portico.gateway.edge;

import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that {@code quarkus.redis} names, with all that it says of TLS, log-in, sentinels and clusters; or none. Quarkus
 * hands its options over when it makes its own client, which opens no connection and stays unused: its pool would wait for
 * connections on which nobody answers.
 */
@Singleton
final class SharedRedis implements RedisOptionsCustomizer {

    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Config config;
    private volatile @Nullable RedisOptions options;

    /** @param unused that it stands here makes Quarkus look at its options */
    SharedRedis(Vertx vertx, MeterRegistry registry, Config config, Instance<Redis> unused) {
        this.vertx = vertx;
        this.registry = registry;
        this.config = config;
    }

    @Override
    public void customize(String client, RedisOptions all) {
        if (client.equals("<default>")) {
            options = new RedisOptions(all);
        }
    }

    /** Null where no Redis is named. */
    @Nullable
    RedisCommands commands() {
        if (config.getOptionalValue("quarkus.redis.hosts", String.class).isEmpty()) {
            return null;
        }
        var settings = new RedisCommands.Settings(
                setting("deadline", Duration.class, Duration.ofMillis(25)),
                setting("failures", Integer.class, 5),
                setting("probe-every", Duration.class, Duration.ofMillis(500)));
        return new RedisCommands(vertx, this::client, settings, registry);
    }

    private <T> T setting(String name, Class<T> type, T unlessSet) {
        return config.getOptionalValue("portico.redis." + name, type).orElse(unlessSet);
    }

    private Redis client() {
        var found = options;
        if (found == null) {
            throw new IllegalStateException("quarkus.redis.hosts is set, and Quarkus has not made its client yet");
        }
        return Redis.createClient(vertx, new RedisOptions(found));
    }
}
