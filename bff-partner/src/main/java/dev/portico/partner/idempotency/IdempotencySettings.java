package dev.portico.partner.idempotency;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long and how much is remembered of requests with a key. */
@ConfigMapping(prefix = "partner.idempotency")
public interface IdempotencySettings {

    /** How long an answer is given again. */
    @WithDefault("24h")
    Duration keep();

    /** About how much memory the answers may take on an instance. */
    @WithDefault("64M")
    MemorySize memory();

    /** How long a request waits for an equal one that came before it. */
    @WithDefault("5s")
    Duration patience();
}
