package dev.portico.gateway.edge;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.Map;

/**
 * Sets the number of event loops to that of the cores, unless the app says otherwise. With more, a request and the pooled
 * connection that it takes are more often at home on different loops, and each of its parts hops between threads.
 */
public final class OneLoopPerCore implements SmallRyeConfigBuilderCustomizer {

    /** Below the files of an app and above what the build remembers, which is about the machine that it ran on. */
    private static final int ORDINAL = 50;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        var loops = Integer.toString(Runtime.getRuntime().availableProcessors());
        builder.withSources(new PropertiesConfigSource(
                Map.of("quarkus.vertx.event-loops-pool-size", loops), "one event loop per core", ORDINAL));
    }
}
