package dev.portico.gateway.edge;

import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
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
        var settings = settings(config);
        return config.getOptionalValue("quarkus.redis.client-type", String.class)
                        .orElse("")
                        .equalsIgnoreCase("cluster")
                ? RedisCommands.ofCluster(vertx, this::addresses, this::node, settings, registry)
                : RedisCommands.ofHosts(vertx, this::client, settings, registry);
    }

    /** What sets the counts of this app apart from those of others on the same Redis. */
    String app() {
        return config.getOptionalValue("quarkus.application.name", String.class).orElse("app");
    }

    /** @throws IllegalStateException where one is too little; timers of less than a millisecond cannot be set */
    static RedisCommands.Settings settings(Config config) {
        int failures =
                config.getOptionalValue("portico.redis.failures", Integer.class).orElse(5);
        if (failures < 1) {
            throw new IllegalStateException("portico.redis.failures is " + failures + "; write 1 or more, such as 5");
        }
        return new RedisCommands.Settings(
                time(config, "portico.redis.deadline", "25ms"),
                failures,
                time(config, "portico.redis.probe-every", "500ms"));
    }

    private static Duration time(Config config, String key, String unlessSet) {
        var text = config.getOptionalValue(key, String.class).orElse(unlessSet);
        var time = config.getOptionalValue(key, Duration.class)
                .orElseGet(() -> DurationConverter.parseDuration(unlessSet));
        if (time.toMillis() < 1) {
            throw new IllegalStateException(key + " is " + text + "; write 1ms or more, such as " + unlessSet);
        }
        return time;
    }

    /** Of sentinels, each turn begins with the next. */
    private Redis client(int turn) {
        var options = options();
        var hosts = new ArrayList<>(options.getEndpoints());
        if (options.getType() == RedisClientType.SENTINEL) {
            Collections.rotate(hosts, -turn);
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
