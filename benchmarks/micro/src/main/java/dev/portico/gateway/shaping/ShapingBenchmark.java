package dev.portico.gateway.shaping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.benchmarks.Measured;
import dev.portico.gateway.exchange.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** What a row changes of a request on its way: nothing, which is the usual case, or some of everything. */
public class ShapingBenchmark extends Measured {

    private static final FieldRules FIELDS =
            new FieldRules(Map.of("X-App", "X-Client"), List.of("X-Debug"), Map.of("X-Channel", "web"), Map.of());
    private static final QueryRules QUERY =
            new QueryRules(new FieldRules(Map.of("q", "query"), List.of("debug"), Map.of("channel", "web"), Map.of()));
    private static final JsonRules JSON = new JsonRules(
            List.of("customerId", "lines.productId", "lines.quantity", "note"),
            List.of("role"),
            Map.of("channel", "web"));

    private String query = "q=oak+lamp&offset=20&limit=20&debug=1";
    private byte[] order =
            """
            {"customerId":"u-1001","role":"admin","note":"Ring twice.",
             "lines":[{"productId":"p-1001","quantity":2,"price":1},{"productId":"p-1002","quantity":1,"price":1}]}
            """
                    .getBytes(UTF_8);

    @Benchmark
    public MultiMap noFields() {
        return shaped(FieldRules.NONE);
    }

    @Benchmark
    public MultiMap someFields() {
        return shaped(FIELDS);
    }

    @Benchmark
    public @Nullable String someOfTheQuery() {
        return QUERY.apply(query);
    }

    @Benchmark
    public Optional<byte[]> someOfTheBody() {
        return JSON.apply(order, Caller.anonymous());
    }

    private static MultiMap shaped(FieldRules rules) {
        var headers = HttpHeaders.headers()
                .add("Accept", "application/json")
                .add("X-App", "shop/4.1")
                .add("X-Debug", "1")
                .add("Accept-Language", "en-GB,en;q=0.9");
        rules.apply(headers);
        return headers;
    }
}
