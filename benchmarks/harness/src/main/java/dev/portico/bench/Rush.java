package dev.portico.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An open load of more than a gateway can do: requests begin when their time has come, each on a connection of its own if
 * need be, and whoever is not answered within a second has gone. Every fifth is of critical importance.
 */
final class Rush {

    /**
     * @param begun requests a second
     * @param good 200s a second, within a second each
     * @param p99 in milliseconds, of all that was not refused; whoever has gone waited for a second
     * @param critical the share of the critical requests that had a good answer
     */
    record Outcome(double begun, double good, double p99, double critical) {}

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 8000;
    private static final int CRITICAL = 5;

    private final HttpClient client;
    private final int port;
    private final double perSecond;
    private final long first = System.nanoTime();

    private final List<Long> waited = new ArrayList<>();
    private long begun;
    private long good;
    private long goodAndCritical;

    private Rush(HttpClient client, int port, double perSecond) {
        this.client = client;
        this.port = port;
        this.perSecond = perSecond;
    }

    static Outcome run(int port, double perSecond, Duration time) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        var ended = new CompletableFuture<Outcome>();
        vertx.getOrCreateContext().runOnContext(start -> {
            var client = vertx.createHttpClient(
                    new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setConnectTimeout((int) PATIENCE.toMillis()));
            var rush = new Rush(client, port, perSecond);
            var beginning = vertx.setPeriodic(1, tick -> rush.beginThoseWhoseTimeHasCome());
            vertx.setTimer(time.toMillis(), over -> vertx.cancelTimer(beginning));
            vertx.setTimer(time.plus(PATIENCE).plusMillis(500).toMillis(), over -> ended.complete(rush.outcome(time)));
        });
        try {
            return ended.orTimeout(time.plusSeconds(30).toSeconds(), TimeUnit.SECONDS)
                    .join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void beginThoseWhoseTimeHasCome() {
        var due = (long) ((System.nanoTime() - first) / 1e9 * perSecond);
        while (begun < due) {
            begin(first + (long) (begun / perSecond * 1e9), begun % CRITICAL == 0);
            begun++;
        }
    }

    /** @param at when it should have begun, so that a generator which is late counts as waiting too */
    private void begin(long at, boolean critical) {
        var options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(critical ? "/busy/critical" : "/busy/normal")
                .setTimeout(PATIENCE.toMillis());
        client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(ended -> count(ended.succeeded() ? ended.result() : 0, System.nanoTime() - at, critical));
    }

    private void count(int status, long nanos, boolean critical) {
        if (status == 503) {
            return;
        }
        var answered = status == 200 && nanos <= PATIENCE.toNanos();
        waited.add(answered ? nanos : PATIENCE.toNanos());
        if (answered) {
            good++;
            goodAndCritical += critical ? 1 : 0;
        }
    }

    private Outcome outcome(Duration time) {
        Collections.sort(waited);
        var p99 = waited.isEmpty() ? Double.NaN : waited.get((int) (waited.size() * 0.99)) / 1e6;
        var seconds = time.toMillis() / 1e3;
        return new Outcome(
                begun / seconds, good / seconds, p99, goodAndCritical / Math.ceil((double) begun / CRITICAL));
    }
}
