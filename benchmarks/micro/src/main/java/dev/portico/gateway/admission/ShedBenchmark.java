package dev.portico.gateway.admission;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Route;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The gate of load shedding with the permit given back: where there is no limit, where there is room, and where it refuses. */
public class ShedBenchmark extends Measured {

    private final ConcurrencyLimit limited = new ConcurrencyLimit(Duration.ofMillis(25));
    private final ConcurrencyLimit full = new ConcurrencyLimit(Duration.ofMillis(25));
    private final Shed calm = gate(new ConcurrencyLimit(Duration.ofMillis(25)));
    private final Shed withRoom = gate(limited);
    private final Shed refusing = gate(full);
    private final Exchange request = Exchange.of(ClientRequest.ofBrowser("/api/products"))
            .matched(new Route(1, "products", "/api/products/**"), "/api/products");

    @Setup
    public void overload() {
        for (var limit : List.of(limited, full)) {
            for (var turn = 0; turn < 8; turn++) {
                Objects.requireNonNull(limit.take(Importance.CRITICAL)).giveBack();
                limit.turned(1_000_000_000);
            }
        }
        IntStream.range(0, 8).forEach(i -> full.take(Importance.CRITICAL));
        if (!(refusing.enter(request) instanceof Passage.Refused)) {
            throw new IllegalStateException("there is room left");
        }
    }

    @Benchmark
    public void noLimit() {
        pass(calm);
    }

    @Benchmark
    public void roomLeft() {
        pass(withRoom);
    }

    @Benchmark
    public Passage refused() {
        return refusing.enter(request);
    }

    private void pass(Shed gate) {
        if (gate.enter(request) instanceof Passage.Onward(var exchange)) {
            exchange.permit().giveBack();
        }
    }

    private static Shed gate(ConcurrencyLimit limit) {
        return new Shed(
                () -> limit,
                List.of(Importance.LOW, Importance.LOW),
                ThreadLocalRandom::current,
                (route, importance) -> {});
    }
}
