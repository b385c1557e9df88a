package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The table of the library's own tests, with API keys besides. */
final class ApiKeyTable {

    private static final String ROWS =
            """

              keyed:    { path: /keyed/**,   to: echo, access: { scopes: [products:read] }, forward-token: true, limits: [plenty, each] }
              written:  { path: /written/**, to: echo, access: { scopes: [orders:write] } }
            """;

    private ApiKeyTable() {}

    /** @param apiKeys what {@code identity.api-keys} of it says */
    static Path write(Path folder, String apiKeys) {
        try (var packaged = Objects.requireNonNull(ApiKeyTable.class.getResourceAsStream("/gateway.yaml"))) {
            var table = new String(packaged.readAllBytes(), UTF_8);
            return Files.writeString(
                    folder.resolve("gateway.yaml"),
                    table.replace("identity:\n", "identity:\n  api-keys: { " + apiKeys + " }\n") + ROWS);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
