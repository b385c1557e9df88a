package dev.portico.gateway.identity;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.benchmarks.Passed;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The gates that find out who sends a request, from where, and whether they may: all that costs no signature. */
public class WhoAndWhereBenchmark extends Measured {

    private final IdentifyRequest identify = new IdentifyRequest(ThreadLocalRandom::current);
    private final LocateClient direct = new LocateClient(Proxies.NONE);
    private final LocateClient behindIngress = new LocateClient(Proxies.INGRESS);
    private final Authorize authorize =
            new Authorize(List.of(new Access.Holding(Access.Wanted.anyOf(Set.of("customer")), Access.Wanted.NOTHING)));

    private final Exchange fromClient = Exchange.of(ClientRequest.ofBrowser("/api/orders/o-10001"));
    private final Exchange withId = Exchange.of(ClientRequest.ofBrowser("/api/orders/o-10001")
            .with("X-Request-Id", "6d1cf4b7-8a57-4f5e-9a2b-0c7c2f8e1a55"));
    private final Exchange fromIngress = Exchange.of(Proxies.passedOn(ClientRequest.ofBrowser("/api/orders/o-10001")));
    private final Exchange fromIpv6 =
            Exchange.of(ClientRequest.ofBrowser("/api/orders/o-10001").from("2001:db8:4f1:7:9c2e:51ff:fe3a:8b01"));
    private final Exchange fromCustomer = fromClient.as(Customer.KNOWN);

    @Setup
    public void check() {
        Passed.onward(authorize.enter(fromCustomer));
    }

    @Benchmark
    public Passage identifyByAnIdOfOurs() {
        return identify.enter(fromClient);
    }

    @Benchmark
    public Passage identifyByTheClientsId() {
        return identify.enter(withId);
    }

    @Benchmark
    public Passage locateByThePeer() {
        return direct.enter(fromClient);
    }

    @Benchmark
    public Passage locateByAPeerOfIpv6() {
        return direct.enter(fromIpv6);
    }

    @Benchmark
    public Passage locateBehindTwoProxies() {
        return behindIngress.enter(fromIngress);
    }

    @Benchmark
    public Passage authorizeByRole() {
        return authorize.enter(fromCustomer);
    }
}
