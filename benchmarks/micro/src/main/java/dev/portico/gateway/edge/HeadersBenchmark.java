package dev.portico.gateway.edge;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.routing.PathRewrite;
import dev.portico.gateway.shaping.FieldRules;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;

/** What the edge does with header fields of a request and of an answer, step by step; and compression. */
public class HeadersBenchmark extends Measured {

    private static final int LENGTH = 4_711;

    private final ClientRequest request = ClientRequest.ofBrowser("/api/orders/o-10001");
    private final RequestTarget target = RequestTarget.of(request.path());
    private final Location location =
            new Location(List.of("http://orders.example.test:3002"), new PathRewrite("/api", ""));
    private final Reply reply = UpstreamReply.ofJson(LENGTH);
    private final AnswerRules compressing =
            new AnswerRules(location, FieldRules.NONE, Compression.asked(request.headers()));
    private final AnswerRules plain = new AnswerRules(location, FieldRules.NONE, new Compression(List.of(), List.of()));
    private final Buffer json = Buffer.buffer("{\"id\":\"p-1001\",\"name\":\"Oak lamp 11\"},".repeat(123));

    @Benchmark
    public Optional<String> framing() {
        return Framing.fault(request, target);
    }

    @Benchmark
    public Object compressionAsked() {
        return Compression.asked(request.headers());
    }

    @Benchmark
    public MultiMap answerAsItIs() {
        return copied(plain);
    }

    @Benchmark
    public MultiMap answerToCompress() {
        return copied(compressing);
    }

    @Benchmark
    public Buffer gzip() {
        return Gzip.whole(json);
    }

    private MultiMap copied(AnswerRules rules) {
        var headers = HttpHeaders.headers();
        rules.copy(reply, LENGTH, headers);
        return headers;
    }
}
