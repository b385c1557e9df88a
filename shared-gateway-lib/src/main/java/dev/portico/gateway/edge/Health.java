package dev.portico.gateway.edge;

import dev.portico.gateway.Gateway;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.List;
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

    /**
     * Not ready while no issuer's keys have been fetched: all callers would be answered with 503. One of several that is
     * away is named only, for the callers of the others can be served.
     */
    @Produces
    @Singleton
    @Readiness
    HealthCheck issuers(Gateway gateway) {
        return () -> {
            var all = gateway.table().issuers().size();
            return issuers(all, gateway.issuersWithoutKeys());
        };
    }

    static HealthCheckResponse issuers(int all, List<String> withoutKeys) {
        return HealthCheckResponse.named("issuers")
                .status(all == 0 || withoutKeys.size() < all)
                .withData("without-keys", String.join(", ", withoutKeys))
                .build();
    }
}
