package dev.portico.gateway.identity;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.gateway.exchange.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** What an upstream is told of the caller, and what of the client's own fields it is not told. */
public class OutboundIdentityBenchmark extends Measured {

    private static final OutboundIdentity.Names NAMES = new OutboundIdentity.Names(
            "X-User-Id", "X-Partner-Id", "X-User-Issuer", "X-User-Role", "X-User-Scope", Set.of());

    private final OutboundIdentity identity = new OutboundIdentity(NAMES, Optional.empty(), Proxies.NONE);
    private final OutboundIdentity behindIngress = new OutboundIdentity(NAMES, Optional.empty(), Proxies.INGRESS);
    private final ClientRequest request = ClientRequest.ofBrowser("/api/orders/o-10001");
    private final Exchange anonymous = Exchange.of(request).identifiedAs("5f1d6a3cbb0e4a719d5f1d6a3cbb0e4a");
    private final Exchange customer = anonymous.as(Customer.KNOWN);
    private final Exchange passedOn = Exchange.of(Proxies.passedOn(request)).identifiedAs(anonymous.id());

    @Benchmark
    public MultiMap noFields() {
        return HttpHeaders.headers();
    }

    @Benchmark
    public MultiMap fieldsOfNobody() {
        var headers = HttpHeaders.headers();
        identity.write(anonymous, "orders", headers);
        return headers;
    }

    @Benchmark
    public MultiMap fieldsOfACustomer() {
        var headers = HttpHeaders.headers();
        identity.write(customer, "orders", headers);
        return headers;
    }

    @Benchmark
    public MultiMap fieldsOfNobodyBehindTwoProxies() {
        var headers = HttpHeaders.headers();
        behindIngress.write(passedOn, "orders", headers);
        return headers;
    }

    /** The fourteen fields of a browser. */
    @Benchmark
    public void whetherToDrop(Blackhole sink) {
        request.forEachHeader((name, value) -> sink.consume(identity.drops(name)));
    }
}
