package dev.portico.gateway.edge;

import dev.portico.gateway.wire.IssuedKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A table with plans, and API keys of partners that agreed to them. */
public final class PlanTableResource implements QuarkusTestResourceLifecycleManager {

    /** Keys by plan; {@code none} names none. */
    public record Keys(IssuedKey small, IssuedKey large, IssuedKey none, IssuedKey other) {}

    private final Keys keys = new Keys(IssuedKey.fresh(), IssuedKey.fresh(), IssuedKey.fresh(), IssuedKey.fresh());

    @Override
    public Map<String, String> start() {
        var rows = String.join(
                ", ",
                keys.small.row("small-one", "plan: small"),
                keys.large.row("large-one", "plan: large"),
                keys.none.row("unplanned", ""),
                keys.other.row("another", "plan: small"));
        var table =
                """
                upstreams: { echo: { urls: ["${upstream.url}"] } }
                limits:
                  address: { permits: 1000, window: 1m, per: [address] }
                  calls:   { permits: 100, window: 1h, per: [partner] }
                plans:
                  small: { limits: [calls], quotas: { month: 3 }, routes: [cheap, costly] }
                  large: { quotas: { month: 1000 } }
                identity: { api-keys: { keys: { %s } } }
                routes:
                  cheap:  { path: /cheap/**,  to: echo, limits: [address] }
                  costly: { path: /costly/**, to: echo, limits: [address], cost: 2 }
                  rich:   { path: /rich/**,   to: echo, limits: [address] }
                  free:   { path: /free/**,   to: echo, limits: [address], metered: false }
                  open:   { path: /open/**,   to: echo, access: anyone, limits: [address] }
                """
                        .formatted(rows);
        try {
            var file = Files.writeString(Files.createTempFile("plans", ".yaml"), table);
            return Map.of("portico.gateway-file", file.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(keys, field -> field.getType().equals(Keys.class));
    }

    @Override
    public void stop() {
        // the file is the system's to clean
    }
}
