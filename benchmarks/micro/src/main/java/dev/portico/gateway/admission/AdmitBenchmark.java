package dev.portico.gateway.admission;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The gate of limits: one caller over and over, many callers in turn, and one who has had his share. */
public class AdmitBenchmark extends Measured {

    private static final int ADDRESSES = 50_000;

    private static final Limit ADDRESS = limit("address", Limit.MOST_PERMITS);
    private static final Limit BURST = limit("burst", Limit.MOST_PERMITS);
    private static final Limit SPENT = limit("spent", 1);

    private final Admit one = gate(ADDRESS);
    private final Admit two = gate(ADDRESS, BURST);
    private final Admit spent = gate(SPENT);
    private final Admit none = gate();
    private final List<Exchange> many = IntStream.range(0, ADDRESSES)
            .mapToObj(i -> from("198.18." + i / 250 + "." + i % 250))
            .toList();
    private final Exchange hot = from("203.0.113.7");
    private final Exchange hotV6 = from("2001:db8:4f1:7:9c2e:51ff:fe3a:8b01");
    private int turn;

    @Setup
    public void spend() {
        spent.enter(hot);
        if (!(spent.enter(hot) instanceof Passage.Refused)) {
            throw new IllegalStateException("the limit is not spent");
        }
    }

    @Benchmark
    public Passage noLimit() {
        return none.enter(hot);
    }

    @Benchmark
    public Passage hotAddress() {
        return one.enter(hot);
    }

    @Benchmark
    public Passage hotAddressOfIpv6() {
        return one.enter(hotV6);
    }

    @Benchmark
    public Passage manyAddresses() {
        turn = (turn + 1) % ADDRESSES;
        return one.enter(many.get(turn));
    }

    @Benchmark
    public Passage twoLimits() {
        return two.enter(hot);
    }

    @Benchmark
    public Passage refused() {
        return spent.enter(hot);
    }

    private static Admit gate(Limit... limits) {
        return new Admit(
                new MemoryCounters(System::nanoTime, InstantSource.system()),
                List.of(new RowLimits(List.of(), 1), new RowLimits(List.of(limits), 1)),
                RateLimitFields.STANDARD);
    }

    private static Limit limit(String name, long permits) {
        return new Limit(
                name,
                new Algorithm.SlidingCounter(permits, Duration.ofSeconds(permits == 1 ? 86_400 : 1)),
                List.of(new KeyPart.Address()),
                WhenAway.MEMORY);
    }

    private static Exchange from(String address) {
        return Exchange.of(ClientRequest.ofBrowser("/api/products"))
                .from(address)
                .matched(new Route(1, "products", "/api/products/**"), "/api/products");
    }
}
