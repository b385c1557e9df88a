package dev.portico.gateway.exchange;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** Which of a message's fields belong to one connection. */
public class HopByHopBenchmark extends Measured {

    private final ClientRequest request = ClientRequest.ofBrowser("/api/orders/o-10001");
    private final HopByHop keepAlive = HopByHop.of(request.headers("Connection"));

    @Benchmark
    public HopByHop nominated() {
        return HopByHop.of(request.headers("Connection"));
    }

    /** The fourteen fields of a browser. */
    @Benchmark
    public void whetherToPassOn(Blackhole sink) {
        request.forEachHeader((name, value) -> sink.consume(keepAlive.includes(name)));
    }
}
