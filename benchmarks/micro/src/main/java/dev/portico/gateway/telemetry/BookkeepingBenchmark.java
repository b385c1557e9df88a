package dev.portico.gateway.telemetry;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.benchmarks.Meters;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.UpstreamCalls;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** What is written down of each request: its line, which nobody takes here, and its metrics. */
public class BookkeepingBenchmark extends Measured {

    private static final Logger NOWHERE = Logger.getLogger("portico.access");

    private final Route orders = new Route(1, "orders", "/api/orders/**");
    private final Exchange exchange = Exchange.of(ClientRequest.ofBrowser("/api/orders/o-10001"))
            .identifiedAs("5f1d6a3cbb0e4a719d5f1d6a3cbb0e4a")
            .matched(orders, "/api/orders/o-10001");
    private final AccessLog json = new AccessLog(AccessLog.Format.JSON);
    private final AccessLog.Ending ending = new AccessLog.Ending(200, 1_873_215, 0, 4711);
    private final GatewayMetrics metrics = Meters.recording();

    @Setup
    public void prepare() {
        NOWHERE.setUseParentHandlers(false);
        exchange.calls().add(new UpstreamCalls.Ended("orders", "200", 1_512_004));
    }

    @Benchmark
    public void lineOfJson() {
        json.log(exchange, ending);
    }

    @Benchmark
    public void metricsOfARequest() {
        metrics.requestBegan();
        metrics.requestEnded(orders, 200, 1_873_215);
    }

    @Benchmark
    public void metricsOfACall() {
        metrics.upstreamCallEnded("orders", "200", 1_512_004);
    }
}
