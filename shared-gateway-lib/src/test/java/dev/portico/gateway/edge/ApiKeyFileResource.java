package dev.portico.gateway.edge;

import dev.portico.gateway.wire.IssuedKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** A table whose API keys stand in a file, and the file. */
public final class ApiKeyFileResource implements QuarkusTestResourceLifecycleManager {

    /** The file, as whoever issues keys writes it. */
    public record KeyFile(Path folder, IssuedKey first) {

        public Path path() {
            return folder.resolve("keys.yaml");
        }

        /** Replaces the file at once, as {@code ./portico key} does. */
        public void hold(List<String> rows) {
            write("keys:\n"
                    + String.join(
                            "", rows.stream().map(row -> "  " + row + "\n").toList()));
        }

        public void write(String text) {
            try {
                var fresh = Files.writeString(folder.resolve("keys.yaml.new"), text);
                Files.move(fresh, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private final KeyFile file = new KeyFile(folder(), IssuedKey.fresh());

    @Override
    public Map<String, String> start() {
        file.hold(List.of(file.first.row("acme", "plan: gold, scopes: [products:read]")));
        var table = ApiKeyTable.write(file.folder, "file: '" + file.path() + "', ids: main");
        return Map.of("portico.gateway-file", table.toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(file, field -> field.getType().equals(KeyFile.class));
    }

    @Override
    public void stop() {
        // the folder is the system's to clean
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("keys");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
