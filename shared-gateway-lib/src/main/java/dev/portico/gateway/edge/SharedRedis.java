package dev.portico.gateway.edge;

import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The Redis that instances share, where {@code quarkus.redis.hosts} names one. */
@Singleton
final class SharedRedis {

    private static final int DEFAULT_PORT = 6379;

    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Config config;
    private final RedisOptionsOfQuarkus quarkus;

    SharedRedis(Vertx vertx, MeterRegistry registry, Config config, RedisOptionsOfQuarkus quarkus) {
        this.vertx = vertx;
        this.registry = registry;
        this.config = config;
        this.quarkus = quarkus;
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
        return config.getOptionalValue("quarkus.redis.client-type", String.class)
                        .orElse("")
                        .equalsIgnoreCase("cluster")
                ? RedisCommands.ofCluster(vertx, this::addresses, this::node, settings, registry)
                : new RedisCommands(vertx, this::client, settings, registry);
    }

    /** What sets the counts of this app apart from those of others on the same Redis. */
    String app() {
        return config.getOptionalValue("quarkus.application.name", String.class).orElse("app");
    }

    private <T> T setting(String name, Class<T> type, T unlessSet) {
        return config.getOptionalValue("portico.redis." + name, type).orElse(unlessSet);
    }

    /** Every connection begins with another of the hosts, so that a sentinel which says nothing is no end of it. */
    private Redis client() {
        var options = options();
        var hosts = new ArrayList<>(options.getEndpoints());
        if (options.getType() == RedisClientType.SENTINEL) {
            Collections.shuffle(hosts);
        }
        return Redis.createClient(vertx, options.setEndpoints(hosts));
    }

    /** Of a cluster, a node that is connected to by itself, with scheme and log-in of the first that is configured. */
    private Redis node(String address) {
        var options = options();
        var first = URI.create(options.getEndpoint());
        var login = first.getRawUserInfo() == null ? "" : first.getRawUserInfo() + "@";
        return Redis.createClient(
                vertx,
                options.setType(RedisClientType.STANDALONE)
                        .setEndpoints(List.of(first.getScheme() + "://" + login + address)));
    }

    private List<String> addresses() {
        return options().getEndpoints().stream()
                .map(URI::create)
                .map(uri -> uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()))
                .toList();
    }

    private RedisOptions options() {
        return quarkus.options().orElseThrow(() -> new IllegalStateException("Quarkus has not read quarkus.redis yet"));
    }
}
