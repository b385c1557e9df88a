package dev.portico.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Measures gateways: {@code bench [--quick] [--peer NAME]... [suite...]}. Runs on the core of the load and the upstream; the
 * gateways run on the other one.
 */
final class Bench {

    /**
     * @param work keys, tokens and logs of the run
     * @param seconds that one measured run takes
     */
    record Setup(
            Path work,
            String gatewayCore,
            int gatewayPort,
            int managementPort,
            int upstreamPort,
            Credentials credentials,
            Path script,
            int seconds) {}

    private static final int SECONDS = 4;

    private final Path home;
    private final Arguments arguments;

    private Bench(Path home, Arguments arguments) {
        this.home = home;
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Runtime.getRuntime().addShutdownHook(new Thread(Bench::endChildren));
        try {
            new Bench(Path.of(System.getProperty("bench.home", "benchmarks")), Arguments.of(arguments)).run();
        } catch (Trouble trouble) {
            say("bench: " + trouble.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private void run() throws IOException, InterruptedException {
        var suites = Suite.read(home.resolve("suites"), arguments.suites());
        var peers = usable();
        var work = emptied(home.resolve("target").toAbsolutePath());
        var report = new Report(Machine.facts(), peers, arguments.command());
        try (var upstream = new Upstream()) {
            var setup = setup(work, upstream.port());
            for (var peer : peers.keySet()) {
                peer.prepare(setup);
                measure(peer, suites, setup, report);
            }
        }
        report.write(home.resolve(arguments.quick() ? "target" : "results")).forEach(file -> say("wrote " + file));
    }

    /** What the last run left there helps nobody now. */
    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static void measure(Peer peer, List<Suite> suites, Setup setup, Report report)
            throws IOException, InterruptedException {
        try (var measuring = new Measuring(setup, progress -> System.err.print("\r" + progress + "      "))) {
            for (var suite : suites) {
                if (peer.serves(suite)) {
                    var line = "\r%-22s %-22s ".formatted(peer.name(), suite.name());
                    try {
                        var figures = measuring.of(suite, peer);
                        report.add(new Result(suite, peer.name(), figures));
                        say(line + figures);
                    } catch (Trouble trouble) {
                        say(line + trouble.getMessage());
                    }
                }
            }
        }
    }

    private Map<Peer, String> usable() throws IOException, InterruptedException {
        var usable = new LinkedHashMap<Peer, String>();
        for (var peer : Peer.all(home.resolve("peers"))) {
            if (arguments.peers().isEmpty() || arguments.peers().contains(peer.name())) {
                var checked = peer.check();
                if (checked.usable()) {
                    usable.put(peer, checked.says());
                } else {
                    say("skipped: " + checked.says());
                }
            }
        }
        return usable;
    }

    private Setup setup(Path work, int upstreamPort) throws IOException {
        var script = work.resolve("load.lua");
        try (var lua = Objects.requireNonNull(Bench.class.getResourceAsStream("/load.lua"))) {
            Files.copy(lua, script);
        }
        return new Setup(
                work,
                System.getProperty("bench.core", "0"),
                freePort(),
                freePort(),
                upstreamPort,
                Credentials.write(work),
                script,
                arguments.quick() ? 1 : SECONDS);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @SuppressWarnings("SystemOut") // it is a command
    static void say(String line) {
        System.out.println(line);
    }

    /** @param command what was asked for, as it can be typed again */
    private record Arguments(boolean quick, List<String> peers, List<String> suites, String command) {
        static Arguments of(String[] given) {
            var peers = new ArrayList<String>();
            var suites = new ArrayList<String>();
            var quick = false;
            for (var i = 0; i < given.length; i++) {
                switch (given[i]) {
                    case "--quick" -> quick = true;
                    case "--peer" -> {
                        if (++i == given.length) {
                            throw new Trouble("--peer needs a name of benchmarks/peers.");
                        }
                        peers.add(given[i]);
                    }
                    default -> {
                        if (given[i].startsWith("-")) {
                            throw new Trouble(
                                    "There is no option " + given[i] + "; there are --quick and --peer NAME.");
                        }
                        suites.add(given[i]);
                    }
                }
            }
            return new Arguments(quick, peers, suites, ("./portico bench " + String.join(" ", given)).strip());
        }
    }
}
