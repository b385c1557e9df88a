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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
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
        var sections = loaded();
        var complaints = new ArrayList<>(unknown(sections));
        sections.forEach((section, rows) -> {
            complainOfEmpty(String.valueOf(section), rows, complaints);
            complainOfTruths(String.valueOf(section), rows, complaints);
        });
        var values = values();
        complaints.addAll(new MappingComplaints(values)
                .ofValues(builder(values, variables).build()));
        try {
            var table = builder(values, variables)
                    .withMapping(GatewayTable.class)
                    .build()
                    .getConfigMapping(GatewayTable.class);
            if (complaints.isEmpty()) {
                return table;
            }
        } catch (ConfigValidationException invalid) {
            for (var complaint : new MappingComplaints(values).ofMapping(invalid)) {
                if (complaints.stream().noneMatch(other -> isBelow(complaint.key(), other.key()))) {
                    complaints.add(complaint);
                }
            }
        }
        throw new InvalidTable(name, complaints);
    }

    private SmallRyeConfigBuilder builder(Map<String, String> values, Variables variables) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Boolean.class, 200, TableFile::trueOrFalse)
                .withSources(new PropertiesConfigSource(values, name, 200), new VariablesSource(variables));
    }

    /** Strict, for the usual converter takes any other word for false. */
    private static Boolean trueOrFalse(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static boolean isBelow(String key, String other) {
        return key.equals(other) || key.startsWith(other + ".") || key.startsWith(other + "[");
    }

    /** The mapping would take a key with nothing behind it for one that is not there. */
    private static void complainOfEmpty(String key, @Nullable Object value, List<InvalidTable.Complaint> complaints) {
        if (value instanceof Map<?, ?> below) {
            below.forEach((name, rest) -> {
                if (rest == null || rest instanceof Map<?, ?> none && none.isEmpty()) {
                    complaints.add(new InvalidTable.Complaint(key + "." + name, "", MappingComplaints.NO_VALUE));
                }
                complainOfEmpty(key + "." + name, rest, complaints);
            });
        }
    }

    /** YAML 1.1 reads a partner, a role or a plan that is called yes or on as true, and so would those who compare it. */
    private static void complainOfTruths(String key, @Nullable Object value, List<InvalidTable.Complaint> complaints) {
        switch (value) {
            case Map<?, ?> below -> below.forEach((name, rest) -> complainOfTruths(key + "." + name, rest, complaints));
            case List<?> list -> list.forEach(each -> complainOfTruths(key, each, complaints));
            case Boolean truth
            when key.startsWith(ApiKeyRows.KEY + ".keys.") ->
                complaints.add(new InvalidTable.Complaint(
                        key, truth.toString(), "is read as true or false; write it in quotes"));
            case null, default -> {
                // every other scalar is taken as it is written
            }
        }
    }

    private static List<InvalidTable.Complaint> unknown(Map<?, ?> sections) {
        return sections.keySet().stream()
                .map(String::valueOf)
                .filter(section -> !TableKeys.sections().contains(section))
                .map(section -> new InvalidTable.Complaint(section, "", TableKeys.unknown(section)))
                .toList();
    }

    private Map<?, ?> loaded() {
        var strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            if (new Yaml(new SafeConstructor(strict)).<Object>load(text) instanceof Map<?, ?> sections) {
                return sections;
            }
        } catch (YAMLException malformed) {
            throw invalid("is no valid YAML: " + place(malformed) + "; mend it there");
        }
        throw invalid("has to hold the keys upstreams, limits and routes");
    }

    /** What is wrong and where, without the text around it, for that may be a secret. */
    static String place(YAMLException malformed) {
        return malformed instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? marked.getProblem() + " at line " + (marked.getProblemMark().getLine() + 1) + ", column "
                        + (marked.getProblemMark().getColumn() + 1)
                : "it cannot be read";
    }

    private InvalidTable invalid(String mend) {
        return new InvalidTable(name, List.of(new InvalidTable.Complaint("gateway.yaml", "", mend)));
    }

    private Map<String, String> values() {
        var values = new HashMap<String, String>();
        new YamlConfigSource(name, text).getProperties().forEach((key, value) -> values.put("gateway." + key, value));
        return values;
    }
}
