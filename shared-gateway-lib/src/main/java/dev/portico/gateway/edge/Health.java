package dev.portico.gateway.edge;

import dev.portico.gateway.Gateway;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** What health says beyond being reachable. */
@Singleton
final class Health {

    @Produces
    @Singleton
    @Liveness
    HealthCheck uptime() {
        return () -> HealthCheckResponse.named("uptime")
                .up()
                .withData("seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000)
                .build();
    }

    /** Not ready while the keys of an issuer have never been fetched: its callers would all be answered with 503. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck issuers(Gateway gateway) {
        return () -> {
            var without = gateway.issuersWithoutKeys();
            return HealthCheckResponse.named("issuers")
                    .status(without.isEmpty())
                    .withData("without-keys", String.join(", ", without))
                    .build();
        };
    }
}
