package dev.portico.gateway.edge;

import dev.portico.gateway.wire.IssuedKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** The table of the library's own tests with plans, and API keys of partners that agreed to them. */
public final class PlanTableResource implements QuarkusTestResourceLifecycleManager {

    private static final String LIMITS =
            """

            limits:
              calls:  { permits: 100, window: 1h, per: [partner] }
            """;

    private static final String ROWS_AND_PLANS =
            """

              cheap:  { path: /cheap/**,  to: echo, limits: [plenty] }
              costly: { path: /costly/**, to: echo, limits: [plenty], cost: 2 }
              rich:   { path: /rich/**,   to: echo, limits: [plenty] }
              free:   { path: /free/**,   to: echo, limits: [plenty], metered: false }

            plans:
              small: { limits: [calls], quotas: { month: 3 }, routes: [cheap, costly] }
              large: { quotas: { month: 1000 } }
            """;

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
        try {
            var file = ApiKeyTable.write(Files.createTempDirectory("plans"), "keys: { " + rows + " }");
            var table = Files.readString(file).replace("\nlimits:\n", LIMITS);
            return Map.of(
                    "portico.gateway-file",
                    Files.writeString(file, table + ROWS_AND_PLANS).toString());
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
