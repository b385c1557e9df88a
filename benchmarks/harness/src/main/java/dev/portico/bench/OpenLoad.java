package dev.portico.bench;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.statistics.HttpStats;
import io.hyperfoil.http.steps.HttpStepCatalog;
import java.time.Duration;

/**
 * An open load: requests begin at a fixed rate whether or not earlier ones are answered, so that a gateway that stands
 * still is seen to stand still. Hyperfoil makes it.
 */
final class OpenLoad {

    /** All times in milliseconds. */
    record Outcome(double perSecond, long errors, double p50, double p99, double p999) {}

    private OpenLoad() {}

    static Outcome run(int port, String path, String token, double perSecond, Duration time) {
        var seen = new StatisticsSnapshot();
        new LocalSimulationRunner(
                        benchmark(port, path, token, perSecond, time),
                        (phase, step, metric, statistics, done) -> seen.add(statistics),
                        null,
                        null)
                .run();
        var http = HttpStats.get(seen);
        return new Outcome(
                seen.responseCount / (double) time.toSeconds(),
                seen.connectionErrors + seen.requestTimeouts + seen.internalErrors + http.status_4xx + http.status_5xx,
                milliseconds(seen, 50),
                milliseconds(seen, 99),
                milliseconds(seen, 99.9));
    }

    private static double milliseconds(StatisticsSnapshot seen, double percentile) {
        return seen.histogram.getValueAtPercentile(percentile) / 1e6;
    }

    private static Benchmark benchmark(int port, String path, String token, double perSecond, Duration time) {
        var builder = BenchmarkBuilder.builder().name("open").threads(1);
        builder.addPlugin(HttpPluginBuilder::new)
                .http()
                .host("127.0.0.1")
                .port(port)
                .allowHttp2(false)
                .sharedConnections(256)
                .endHttp()
                .endPlugin();
        var request = builder.addPhase("open")
                .constantRate((int) perSecond)
                .variance(true)
                .maxSessions((int) Math.max(500, perSecond / 10))
                .duration(time.toMillis())
                .maxDuration(time.plusSeconds(10).toMillis())
                .scenario()
                .initialSequence("call")
                .step(HttpStepCatalog.SC)
                .httpRequest(HttpMethod.GET)
                .path(path);
        if (!token.isEmpty()) {
            request.headers().header("Authorization", token).endHeaders();
        }
        request.timeout("10s").endStep();
        return builder.build();
    }
}
