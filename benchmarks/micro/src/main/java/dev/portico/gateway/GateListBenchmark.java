package dev.portico.gateway;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.benchmarks.Operation;
import dev.portico.benchmarks.Passed;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Request;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** All gates in a row: the standard list, and that of a web app, which hardens answers and marks them for its origins. */
public class GateListBenchmark extends Measured {

    private final Operation operation = new Operation();
    private final List<Gate> standard = GateList.standard(operation.gateway());
    private final List<Gate> web = List.of(
            operation.gateway().identifyRequest(),
            operation.gateway().locateClient(),
            operation.gateway().hardenAnswers(),
            operation.gateway().checkOrigin(),
            operation.gateway().matchRoute(),
            operation.gateway().shed(),
            operation.gateway().admitByAddress(),
            operation.gateway().authenticate(),
            operation.gateway().authorize(),
            operation.gateway().admitByCaller());
    private final Request anonymous = ClientRequest.ofBrowser("/api/products/p-1001");
    private final Request customer = ClientRequest.ofBrowser("/api/orders/o-10001")
            .with("Authorization", operation.mint().bearer("u-1001"));

    @Setup
    public void remember() {
        Passed.through(web, Exchange.of(customer));
    }

    @TearDown
    public void close() {
        operation.close();
    }

    @Benchmark
    public Exchange standardForNobody() {
        return Passed.through(standard, Exchange.of(anonymous));
    }

    @Benchmark
    public Exchange standardForACustomer() {
        return Passed.through(standard, Exchange.of(customer));
    }

    @Benchmark
    public Exchange webForACustomer() {
        return Passed.through(web, Exchange.of(customer));
    }
}
