package dev.portico.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to measure, as a file of {@code benchmarks/suites} says it.
 *
 * @param name the file's
 * @param title a line for the report
 * @param measure which figure is wanted
 * @param route what a peer has to serve to take part
 * @param path what is asked for
 * @param body how many bytes each request brings; 0 for a GET
 * @param connections how many requests are under way at once
 * @param protocol of the client's side
 * @param tokens who calls
 * @param targets by peer: at most this share of its CPU time a request; by another way to run Portico: at most so many times ours
 */
record Suite(
        String name,
        String title,
        Measure measure,
        String route,
        String path,
        int body,
        int connections,
        Protocol protocol,
        Tokens tokens,
        Map<String, Double> targets) {

    enum Measure {
        CPU,
        LATENCY,
        START,
        MEMORY,
        SLOW_CLIENTS,
        OVERLOAD
    }

    enum Protocol {
        HTTP1,
        H2C
    }

    enum Tokens {
        NONE,
        API_KEY,
        HS256,
        RS256,
        MANY,
        ES256,
        ES256_MANY
    }

    private record File(
            String title,
            @Nullable Measure measure,
            String route,
            @Nullable String path,
            int body,
            int connections,
            @Nullable Protocol protocol,
            @Nullable Tokens tokens,
            @Nullable Map<String, Double> targets) {}

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** All suites of a folder, or the named ones; those that share a gateway's process come first and together. */
    static List<Suite> read(Path folder, List<String> names) throws IOException {
        var wanted = names;
        if (wanted.isEmpty()) {
            try (var files = Files.list(folder)) {
                wanted = files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".yaml"))
                        .map(file -> file.substring(0, file.length() - ".yaml".length()))
                        .sorted()
                        .toList();
            }
        }
        var suites = new ArrayList<Suite>();
        for (var name : wanted) {
            suites.add(read(folder.resolve(name + ".yaml"), name));
        }
        return suites.stream()
                .sorted(Comparator.comparing(Suite::alone).thenComparing(Suite::protocol))
                .toList();
    }

    /** Whether it is about the process as a whole, so that another suite must not have used that. */
    private boolean alone() {
        return switch (measure) {
            case CPU, LATENCY -> false;
            case START, MEMORY, SLOW_CLIENTS, OVERLOAD -> true;
        };
    }

    private static Suite read(Path path, String name) throws IOException {
        if (!Files.exists(path)) {
            throw new Trouble("There is no suite " + name + "; each file of benchmarks/suites is one.");
        }
        var file = YAML.readValue(path.toFile(), File.class);
        return new Suite(
                name,
                file.title(),
                file.measure() == null ? Measure.CPU : file.measure(),
                file.route(),
                file.path() == null ? "/" + file.route() + "/item" : file.path(),
                file.body(),
                file.connections() == 0 ? 64 : file.connections(),
                file.protocol() == null ? Protocol.HTTP1 : file.protocol(),
                file.tokens() == null ? Tokens.NONE : file.tokens(),
                file.targets() == null ? Map.of() : file.targets());
    }
}
