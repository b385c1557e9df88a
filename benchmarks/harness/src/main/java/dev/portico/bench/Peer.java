package dev.portico.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/**
 * A gateway to be measured: a folder of {@code benchmarks/peers} whose script {@code run} knows {@code check},
 * {@code prepare}, {@code routes} and {@code start}.
 *
 * @param name the folder's
 */
record Peer(String name, Path folder) {

    record Checked(boolean usable, String says) {}

    static List<Peer> all(Path folder) throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.filter(peer -> Files.isExecutable(peer.resolve("run")))
                    .map(peer -> new Peer(peer.getFileName().toString(), peer))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        }
    }

    /** Which version there is, or how to get one. */
    Checked check() throws IOException, InterruptedException {
        var process = run("check").redirectErrorStream(true).start();
        var says = text(process);
        return new Checked(process.waitFor() == 0, says.lines().findFirst().orElse(name));
    }

    void prepare(Bench.Setup setup) throws IOException, InterruptedException {
        var builder = run("prepare").inheritIO();
        tell(builder, setup, setup.work());
        if (builder.start().waitFor() != 0) {
            throw new Trouble(name + " could not be prepared; see above.");
        }
    }

    /** Whether it can do what a suite asks of it, and is there for that. */
    boolean serves(Suite suite) throws IOException, InterruptedException {
        var routes = routes(suite.protocol());
        var only = routes.stream().filter(word -> word.startsWith("only:")).toList();
        return (only.isEmpty() || only.contains("only:" + suite.name()))
                && routes.contains(suite.route())
                && (suite.protocol() == Suite.Protocol.HTTP1 || routes.contains("h2c"));
    }

    private Set<String> routes(Suite.Protocol protocol) throws IOException, InterruptedException {
        var process = run("routes", protocol).start();
        var words = text(process).strip().split("\\s+");
        process.waitFor();
        return Set.of(words);
    }

    /** Starts it on a core of its own; what it writes goes into its folder of the work folder. */
    Running start(Bench.Setup setup, Suite.Protocol protocol) throws IOException {
        var work = setup.work().resolve(name);
        Files.createDirectories(work);
        for (var file : List.of("public.pem", "public-es256.pem", "jwks.json", "secret", "keys.yaml")) {
            Files.copy(setup.work().resolve(file), work.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var command = List.of(
                "taskset", "-c", setup.gatewayCore(), folder.resolve("run").toString(), "start");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(work.resolve("out.log").toFile());
        tell(builder, setup, work);
        tell(builder, protocol);
        return new Running(this, builder.start(), setup.gatewayPort());
    }

    private ProcessBuilder run(String word) {
        return run(word, Suite.Protocol.HTTP1);
    }

    private ProcessBuilder run(String word, Suite.Protocol protocol) {
        var builder = new ProcessBuilder(folder.resolve("run").toString(), word);
        tell(builder, protocol);
        return builder;
    }

    private static void tell(ProcessBuilder builder, Bench.Setup setup, Path work) {
        builder.environment().put("PORT", Integer.toString(setup.gatewayPort()));
        builder.environment().put("MANAGEMENT_PORT", Integer.toString(setup.managementPort()));
        builder.environment().put("UPSTREAM_PORT", Integer.toString(setup.upstreamPort()));
        builder.environment().put("WORK", work.toString());
    }

    /** Some speak HTTP/2 without TLS only in the place of HTTP/1.1. */
    private static void tell(ProcessBuilder builder, Suite.Protocol protocol) {
        if (protocol == Suite.Protocol.H2C) {
            builder.environment().put("PROTOCOL", "h2c");
        }
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
