package dev.portico.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the figures of gateways, one after another. Suites of one gateway and one protocol share its process, since a
 * compiler needs a minute to get to know it; what is about the process itself, as memory is, gets one of its own.
 */
final class Measuring implements AutoCloseable {

    private static final int ROUNDS = 3;
    /** For each second that a measured run takes; a third of it for a process that another suite has warmed up. */
    private static final long WARM_UP_REQUESTS = 75_000;

    private static final int WARM_UP_SECONDS = 13;
    private static final int LONGEST_WARM_UP_SECONDS = 18;
    /** An open load takes other branches than a closed one; a compiler has to see those too. */
    private static final int OPEN_WARM_UP_SECONDS = 10;

    private static final double FLAT = 0.03;
    private static final int STARTS = 5;
    private static final int SLOW_CLIENTS = 1000;
    private static final int OVERLOAD = 3;
    private static final double MB = 1e6;

    private final Bench.Setup setup;
    private final Consumer<String> progress;
    private @Nullable Running running;
    private Suite.@Nullable Protocol speaking;
    private boolean warm;
    private String doing = "";

    /** @param progress takes what goes on, as words for a terminal */
    Measuring(Bench.Setup setup, Consumer<String> progress) {
        this.setup = setup;
        this.progress = progress;
    }

    Map<String, Double> of(Suite suite, Peer peer) throws IOException, InterruptedException {
        doing = "%-22s %-22s ".formatted(peer.name(), suite.name());
        try {
            return switch (suite.measure()) {
                case CPU -> cpu(suite, shared(suite, peer));
                case LATENCY -> latency(suite, shared(suite, peer));
                case MEMORY -> memory(suite, fresh(suite, peer));
                case SLOW_CLIENTS -> slowClients(suite, fresh(suite, peer));
                case START -> firstAnswer(suite, peer);
                case OVERLOAD -> overload(suite, fresh(suite, peer));
            };
        } catch (Trouble trouble) {
            close();
            throw trouble;
        }
    }

    private Running shared(Suite suite, Peer peer) throws IOException, InterruptedException {
        var here = running;
        return here != null && here.peer().equals(peer) && suite.protocol() == speaking ? here : fresh(suite, peer);
    }

    private Running fresh(Suite suite, Peer peer) throws IOException, InterruptedException {
        close();
        var started = peer.start(setup, suite.protocol());
        running = started;
        speaking = suite.protocol();
        started.awaitAnswer(suite.protocol());
        return started;
    }

    /** Ends the gateway that runs. */
    @Override
    public void close() {
        warm = false;
        if (running != null) {
            running.close();
            running = null;
        }
    }

    private Map<String, Double> cpu(Suite suite, Running running) throws IOException, InterruptedException {
        var load = load(suite, setup.gatewayPort());
        warmUp(load);
        var cpu = new double[ROUNDS];
        var throughput = new double[ROUNDS];
        var errors = 0L;
        for (var round = 0; round < ROUNDS; round++) {
            var before = running.tree().cpuSeconds();
            var outcome = load.run(setup.seconds());
            cpu[round] = (running.tree().cpuSeconds() - before) * 1e6 / outcome.requests();
            throughput[round] = outcome.perSecond();
            errors += outcome.errors();
        }
        return figures(Result.CPU, median(cpu), Result.THROUGHPUT, median(throughput), Result.ERRORS, (double) errors);
    }

    /** At half of what the gateway can do, against the upstream alone at the same rate. */
    private Map<String, Double> latency(Suite suite, Running running) throws IOException, InterruptedException {
        var rate = Math.floor(warmUp(load(suite, setup.gatewayPort())) / 2);
        var tokens = Files.readAllLines(setup.credentials().file(suite.tokens(), setup.work()));
        var token = tokens.isEmpty() ? "" : tokens.getFirst();
        var gateway = openLoad(running.port(), suite.path(), token, rate);
        var behind = suite.path().substring(suite.route().length() + 1);
        var direct = openLoad(setup.upstreamPort(), behind, "", rate);
        var figures = figures(Result.RATE, rate, Result.P50, gateway.p50(), Result.P99, gateway.p99());
        figures.put(Result.P999, gateway.p999());
        figures.put(Result.ADDED, gateway.p99() - direct.p99());
        figures.put(Result.ERRORS, (double) gateway.errors());
        return figures;
    }

    /** The run whose p99 is the median. */
    private OpenLoad.Outcome openLoad(int port, String path, String token, double rate) {
        progress.accept(doing + "warming up, %.0f a second".formatted(rate));
        OpenLoad.run(port, path, token, rate, Duration.ofSeconds((long) OPEN_WARM_UP_SECONDS * setup.seconds()));
        var time = Duration.ofSeconds(setup.seconds());
        return Stream.generate(() -> OpenLoad.run(port, path, token, rate, time))
                .limit(ROUNDS)
                .sorted(Comparator.comparingDouble(OpenLoad.Outcome::p99))
                .toList()
                .get(ROUNDS / 2);
    }

    private Map<String, Double> firstAnswer(Suite suite, Peer peer) throws IOException, InterruptedException {
        close();
        var times = new double[STARTS];
        for (var i = 0; i < STARTS; i++) {
            var begun = System.nanoTime();
            fresh(suite, peer);
            times[i] = (System.nanoTime() - begun) / 1e6;
            close();
        }
        return figures(Result.FIRST_ANSWER, median(times));
    }

    private Map<String, Double> memory(Suite suite, Running running) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(2);
        var rest = running.tree().memory() / MB;
        var load = load(suite, setup.gatewayPort());
        warmUp(load);
        load.run(setup.seconds() * ROUNDS);
        return figures(Result.REST, rest, Result.LOADED, running.tree().memory() / MB);
    }

    private Map<String, Double> slowClients(Suite suite, Running running) throws IOException, InterruptedException {
        var load = load(suite, setup.gatewayPort());
        warmUp(load);
        var before = running.tree().memory();
        try (var slow = new SlowClients(setup.gatewayPort(), "/plain/bytes/10000000", SLOW_CLIENTS)) {
            slow.connect();
            TimeUnit.SECONDS.sleep(5);
            var each = (running.tree().memory() - before) / 1e3 / SLOW_CLIENTS;
            var used = running.tree().cpuSeconds();
            var outcome = load.run(setup.seconds());
            used = running.tree().cpuSeconds() - used;
            return figures(Result.SLOW, each, Result.CPU, used * 1e6 / outcome.requests(), Result.ERRORS, (double)
                    outcome.errors());
        }
    }

    /** The run whose number of good answers is the median. */
    private Map<String, Double> overload(Suite suite, Running running) throws IOException, InterruptedException {
        var capacity = warmUp(load(suite, running.port()));
        var rate = OVERLOAD * capacity;
        progress.accept(doing + "%.0f a second".formatted(rate));
        Rush.run(running.port(), rate, Duration.ofSeconds(2L * setup.seconds()));
        var time = Duration.ofSeconds(2L * setup.seconds());
        var outcome = Stream.generate(() -> Rush.run(running.port(), rate, time))
                .limit(ROUNDS)
                .sorted(Comparator.comparingDouble(Rush.Outcome::good))
                .toList()
                .get(ROUNDS / 2);
        return figures(
                Result.CAPACITY,
                capacity,
                Result.RATE,
                outcome.begun(),
                Result.GOOD,
                outcome.good(),
                Result.KEPT_WAITING,
                outcome.p99(),
                Result.CRITICAL,
                100 * outcome.critical());
    }

    /**
     * Until enough requests have been answered for a compiler to have seen them, and the throughput of two runs in a row is
     * about the same; what it is then. Where requests are large, time has to do.
     */
    private double warmUp(Load load) throws IOException, InterruptedException {
        var run = Math.max(1, setup.seconds() / 2);
        var share = warm ? 3 : 1;
        var last = 0.0;
        var requests = 0L;
        warm = true;
        for (var seconds = 0; seconds < LONGEST_WARM_UP_SECONDS * setup.seconds(); seconds += run) {
            var outcome = load.run(run);
            var now = outcome.perSecond();
            requests += outcome.requests();
            progress.accept(doing + "warming up, %.0f a second".formatted(now));
            var enough = requests >= WARM_UP_REQUESTS * setup.seconds() / share
                    || seconds >= WARM_UP_SECONDS * setup.seconds() / share;
            if (enough && Math.abs(now - last) <= FLAT * last) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private Load load(Suite suite, int port) throws IOException {
        return new Load(suite, port, setup.credentials().file(suite.tokens(), setup.work()), setup.script());
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Map<String, Double> figures(Object... headingsAndValues) {
        var figures = new LinkedHashMap<String, Double>();
        for (var i = 0; i < headingsAndValues.length; i += 2) {
            figures.put((String) headingsAndValues[i], (Double) headingsAndValues[i + 1]);
        }
        return figures;
    }
}
