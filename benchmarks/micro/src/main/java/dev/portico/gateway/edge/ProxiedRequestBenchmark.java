package dev.portico.gateway.edge;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.benchmarks.Operation;
import dev.portico.benchmarks.Passed;
import dev.portico.gateway.Destination;
import dev.portico.gateway.Destination.Proxied;
import dev.portico.gateway.GateList;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamCalls;
import dev.portico.gateway.telemetry.AccessLog;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * All that the gateway itself does for a customer's request to a proxied row, less sockets, server and client: the sum
 * that the other benchmarks take apart, and two of its parts that need a table.
 */
public class ProxiedRequestBenchmark extends Measured {

    private static final Logger NOWHERE = Logger.getLogger("portico.access");
    private static final int LENGTH = 4_711;

    private final Operation operation = new Operation();
    private final List<Gate> gates = GateList.standard(operation.gateway());
    private final AccessLog accessLog = new AccessLog(AccessLog.Format.JSON);
    private final Reply reply = UpstreamReply.ofJson(LENGTH);
    private final ClientRequest request = ClientRequest.ofBrowser("/api/orders/o-10001")
            .with("Authorization", operation.mint().bearer("u-1001"));
    private final Exchange admitted = Passed.through(gates, Exchange.of(request));
    private final Proxied orders = proxied(admitted);

    @Setup
    public void silence() {
        NOWHERE.setUseParentHandlers(false);
    }

    @TearDown
    public void close() {
        operation.close();
    }

    @Benchmark
    public Call outboundCall() {
        return call(admitted, orders);
    }

    @Benchmark
    public MultiMap answerFields() {
        var headers = HttpHeaders.headers();
        AnswerFields.write(admitted.answerFields(), headers);
        return headers;
    }

    @Benchmark
    public MultiMap everything() {
        operation.metrics().requestBegan();
        var target = RequestTarget.of(request.path());
        if (Framing.fault(request, target).isPresent()) {
            throw new IllegalStateException("the request is unsound");
        }
        var exchange = Passed.through(gates, Exchange.of(request));
        var call = call(exchange, proxied(exchange));
        operation.metrics().upstreamCallEnded("orders", "200", 1_512_004);
        call.exchange().calls().add(new UpstreamCalls.Ended("orders", "200", 1_512_004));
        var answer = answered(exchange);
        operation.metrics().requestEnded(exchange.route(), 200, 1_873_215);
        operation.metrics().contentSent(exchange.route(), LENGTH);
        accessLog.log(exchange, new AccessLog.Ending(200, 1_873_215, 0, LENGTH));
        return answer;
    }

    private MultiMap answered(Exchange exchange) {
        var to = proxied(exchange);
        var answer = HttpHeaders.headers();
        new AnswerRules(
                        new Location(operation.gateway().origins(to.upstream()), to.rewrite()),
                        to.shape().responseHeaders(),
                        Compression.asked(request.headers()))
                .copy(reply, LENGTH, answer);
        AnswerFields.write(exchange.answerFields(), answer);
        return answer;
    }

    private Call call(Exchange exchange, Proxied to) {
        return new OutboundCall(exchange, to, operation.gateway().outboundIdentity()).with(Body.empty(), interim -> {});
    }

    private Proxied proxied(Exchange exchange) {
        return switch (operation.gateway().destination(exchange.route())) {
            case Proxied to -> to;
            case Destination.Screen() -> throw new IllegalStateException("not proxied");
        };
    }
}
