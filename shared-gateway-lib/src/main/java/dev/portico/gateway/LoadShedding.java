package dev.portico.gateway;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the table says of overload. */
public interface LoadShedding {

    @WithDefault("true")
    boolean enabled();

    /** How late an event loop may be lastingly before requests are refused. */
    @WithDefault("100ms")
    Duration delay();
}
