package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;

/** The table of the library's own tests with limits that are soon used up, and clients behind a trusted proxy. */
public final class LimitTableResource implements QuarkusTestResourceLifecycleManager {

    private static final String LIMITS =
            """
            rate-limit-fields: [standard, legacy]
            client-address: { trusted-proxies: [127.0.0.0/8] }

            limits:
              few:     { algorithm: sliding-window-log, permits: 5, window: 1h, per: [address] }
              crowd:   { algorithm: fixed-window, permits: 12, window: 1d, per: [address] }
              bucket:  { algorithm: token-bucket, permits: 6, window: 1h, burst: 3, per: [user] }
              tenants: { permits: 4, window: 1h, per: ["claim:tenant"] }
              fifty:   { permits: 50, window: 1h, per: [user] }
            """;

    private static final String ROWS =
            """

              few:      { path: /few/**,      to: echo, access: anyone, limits: [few] }
              own:      { path: /own/**,      to: echo, access: anyone, limits: [bucket] }
              crowd:    { path: /crowd/**,    to: echo, access: caller, limits: [crowd, bucket] }
              costly:   { path: /costly/**,   to: echo, access: caller, limits: [bucket], cost: 2 }
              tenants:  { path: /tenants/**,  to: echo, access: caller, limits: [tenants] }
              fifty:    { path: /fifty/**,    to: echo, access: caller, limits: [fifty] }
            """;

    @Override
    public Map<String, String> start() {
        try (var packaged = Objects.requireNonNull(LimitTableResource.class.getResourceAsStream("/gateway.yaml"))) {
            var table = new String(packaged.readAllBytes(), UTF_8).replace("limits:\n", LIMITS) + ROWS;
            var file = Files.createTempDirectory("limits").resolve("gateway.yaml");
            return Map.of("portico.gateway-file", Files.writeString(file, table).toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void stop() {
        // the folder is the system's to clean
    }
}
