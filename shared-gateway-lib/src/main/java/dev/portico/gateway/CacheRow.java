package dev.portico.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a route, or an upstream for the reads of screens, says of keeping answers: a word, or what is special about it. */
public interface CacheRow {

    @WithParentName
    Optional<String> word();

    Optional<Duration> ttl();

    Optional<Boolean> override();

    Optional<Duration> stale();

    Optional<Duration> negative();

    Optional<String> heuristic();

    Optional<Boolean> shared();

    Optional<List<String>> varyBy();

    Optional<Boolean> keepSetCookie();

    Optional<Boolean> showTags();

    /** What all answers that are kept may take. */
    interface Memory {
        @WithDefault("64M")
        MemorySize memory();

        @WithDefault("1M")
        MemorySize largest();
    }
}
