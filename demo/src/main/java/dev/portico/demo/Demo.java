package dev.portico.demo;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Runs the demo's services as long as the process runs, on the ports that {@code demo.<service>.port} sets. */
final class Demo {

    private static final Logger LOG = Logger.getLogger(Demo.class);

    private Demo() {}

    @Produces
    @Singleton
    static DemoServices services(Vertx vertx, Config config) {
        var usual = DemoPorts.usual();
        return DemoServices.start(
                vertx,
                new DemoPorts(
                        port(config, "users", usual.users()),
                        port(config, "orders", usual.orders()),
                        port(config, "products", usual.products()),
                        port(config, "payments", usual.payments()),
                        port(config, "issuer", usual.issuer())));
    }

    private static int port(Config config, String service, int usual) {
        return config.getOptionalValue("demo." + service + ".port", Integer.class)
                .orElse(usual);
    }

    static void start(@Observes StartupEvent started, DemoServices demo) {
        demo.services().forEach(service -> LOG.infof("%-8s %s", service.name(), service.url()));
    }

    static void stop(@Observes ShutdownEvent stopping, DemoServices demo) {
        demo.close();
    }
}
