package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;

/** The table of the other tests with load shedding as it is by default. */
public final class SheddingTableResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try (var packaged = Objects.requireNonNull(SheddingTableResource.class.getResourceAsStream("/gateway.yaml"))) {
            var table = new String(packaged.readAllBytes(), UTF_8).replaceFirst("load-shedding:.*", "");
            var file = Files.createTempDirectory("shedding").resolve("gateway.yaml");
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
