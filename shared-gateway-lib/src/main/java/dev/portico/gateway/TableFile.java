package dev.portico.gateway;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The text of a {@code gateway.yaml} and how it becomes a {@link GatewayTable}: on its own, with nothing merged into it but
 * the values of {@code ${NAME:default}} expressions.
 *
 * @param name where the text came from, for messages
 * @param text YAML 1.1
 */
public record TableFile(String name, String text) {

    private static final String PACKAGED = "gateway.yaml";

    /** Where values of expressions come from: the environment, system properties, {@code application.yaml}. */
    @FunctionalInterface
    public interface Variables {
        Optional<String> value(String name);
    }

    /** The file at the given place, else {@code config/gateway.yaml} in the working directory, else the packaged one. */
    public static TableFile find(Optional<String> place) {
        var mounted = place.map(Path::of)
                .or(() -> Optional.of(Path.of("config", PACKAGED)).filter(Files::exists));
        try {
            return mounted.isPresent() ? mounted(mounted.get()) : packaged();
        } catch (IOException unreadable) {
            throw new InvalidTable(
                    mounted.map(Path::toString).orElse(PACKAGED),
                    List.of(new InvalidTable.Complaint(
                            "portico.gateway-file",
                            mounted.map(Path::toString).orElse(""),
                            "cannot be read; name a file that is there and readable")));
        }
    }

    private static TableFile mounted(Path file) throws IOException {
        return new TableFile(file.toString(), Files.readString(file));
    }

    private static TableFile packaged() throws IOException {
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(PACKAGED)) {
            if (stream == null) {
                throw new InvalidTable(
                        PACKAGED,
                        List.of(
                                new InvalidTable.Complaint(
                                        "gateway.yaml",
                                        "",
                                        "there is none; put one into src/main/resources, or name one with portico.gateway-file")));
            }
            return new TableFile(PACKAGED, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @throws InvalidTable where the text is no YAML, or holds what no key of the table can be */
    public GatewayTable read(Variables variables) {
        var values = values();
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                    .withSources(new PropertiesConfigSource(values, name, 200), new VariablesSource(variables))
                    .withMapping(GatewayTable.class)
                    .build()
                    .getConfigMapping(GatewayTable.class);
        } catch (ConfigValidationException invalid) {
            throw new InvalidTable(name, MappingComplaints.of(invalid, values));
        } catch (NoSuchElementException unknownVariable) {
            throw new InvalidTable(name, List.of(MappingComplaints.of(unknownVariable)));
        }
    }

    private Map<String, String> values() {
        var strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            var loaded = new Yaml(new SafeConstructor(strict)).<Object>load(text);
            if (!(loaded instanceof Map)) {
                throw new InvalidTable(
                        name,
                        List.of(new InvalidTable.Complaint(
                                "gateway.yaml", "", "has to hold the keys upstreams, limits and routes")));
            }
        } catch (YAMLException malformed) {
            throw new InvalidTable(
                    name,
                    List.of(new InvalidTable.Complaint(
                            "gateway.yaml", "", "is no valid YAML: " + malformed.getMessage())));
        }
        var values = new HashMap<String, String>();
        new YamlConfigSource(name, text).getProperties().forEach((key, value) -> values.put("gateway." + key, value));
        return values;
    }
}
