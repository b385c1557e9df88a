package dev.portico.benchmarks;

import dev.portico.gateway.telemetry.GatewayMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;

/** Meters that record, as in operation. */
public final class Meters {

    private Meters() {}

    @SuppressWarnings("deprecation") // It is the registry that Quarkus brings.
    public static GatewayMetrics recording() {
        return new GatewayMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
}
