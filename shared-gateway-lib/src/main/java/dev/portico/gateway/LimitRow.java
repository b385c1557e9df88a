package dev.portico.gateway;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A limit of the table as it is written: so many requests in so much time. */
public interface LimitRow {
    @WithDefault("sliding-window")
    String algorithm();

    long permits();

    Duration window();

    Optional<Long> burst();

    List<String> per();

    @WithDefault("memory")
    String whenRedisIsAway();
}
