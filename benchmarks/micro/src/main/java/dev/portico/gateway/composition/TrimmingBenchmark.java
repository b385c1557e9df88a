package dev.portico.gateway.composition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.benchmarks.ProductList;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.shaping.FieldTree;
import dev.portico.gateway.shaping.JsonTrimmer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** A fat answer becomes a small one: a list of products is read into what cards show of it, and the cards are written. */
public class TrimmingBenchmark extends Measured {

    private static final int READ_BYTES = 16 * 1024;
    private static final Screen<?> PRODUCTS = new Screen<>(Duration.ofSeconds(1), 1);

    /** What a card reads of the service's answer. */
    record Products(List<Product> items) {}

    record Product(String id, String name, Money price, List<Image> images) {}

    record Money(long amount, String currency) {}

    record Image(String url, int width) {}

    /** What a client gets of it. */
    record Cards(List<Card> cards) {
        static Cards of(Products products) {
            return new Cards(products.items.stream().map(Card::of).toList());
        }
    }

    record Card(String id, String name, Money price, String picture) {
        static Card of(Product product) {
            return new Card(product.id, product.name, product.price, product.images.getFirst().url);
        }
    }

    @Param({"4", "20"})
    private int products;

    /** What a row lets through of the same answer. */
    private static final FieldTree FIELDS =
            FieldTree.of(List.of("items.id", "items.name", "items.price", "items.images.url"));

    private final Vertx vertx = Vertx.vertx();
    private final Exchange exchange = Exchange.of(ClientRequest.ofBrowser("/api/home"));

    /** As Quarkus makes the mapper that the library is given. */
    private final ObjectMapper mapper = JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private final ObjectMapper strict = StrictJson.like(mapper);
    private final MultiMap headers = HttpHeaders.headers();
    private byte[] fat = {};
    private List<byte[]> pieces = List.of();
    private Cards cards = new Cards(List.of());
    private JsonClient whole = client(Body.empty());
    private JsonClient inPieces = client(Body.empty());

    @Setup
    public void answer() throws IOException {
        fat = ProductList.of(products);
        cards = Cards.of(strict.readValue(fat, Products.class));
        whole = client(new Body.Whole(Buffer.buffer(fat)));
        pieces = IntStream.iterate(0, from -> from < fat.length, from -> from + READ_BYTES)
                .mapToObj(from -> Arrays.copyOfRange(fat, from, Math.min(fat.length, from + READ_BYTES)))
                .toList();
        inPieces = client(new Body.Streamed(new Pieces(fat, READ_BYTES), fat.length));
    }

    @TearDown
    public void close() {
        vertx.close();
    }

    /** Reading alone, to tell what the parser costs of what follows. */
    @Benchmark
    public Object readSlices() throws IOException {
        return strict.readValue(fat, Products.class);
    }

    /** For comparison: everything that the service said. */
    @Benchmark
    public Object readTree() throws IOException {
        return strict.readTree(fat);
    }

    @Benchmark
    public byte[] writeView() throws JsonProcessingException {
        return mapper.writeValueAsBytes(cards);
    }

    @Benchmark
    public void clientGetsAWholeAnswer(Blackhole sink) {
        get(whole, sink);
    }

    /** As it comes from a socket, in reads of at most 16 KB. */
    @Benchmark
    public void clientGetsAnAnswerInPieces(Blackhole sink) {
        get(inPieces, sink);
    }

    @Benchmark
    public byte[] trim() throws IOException {
        return mapper.writeValueAsBytes(Cards.of(strict.readValue(fat, Products.class)));
    }

    /** On a proxied row, as it comes from a socket. */
    @Benchmark
    public void streamTrimmed(Blackhole sink) {
        try (var trimmer = new JsonTrimmer(FIELDS)) {
            for (var piece : pieces) {
                sink.consume(trimmer.part(piece));
            }
            sink.consume(trimmer.end());
        }
    }

    private void get(JsonClient client, Blackhole sink) {
        PRODUCTS.single(exchange, part -> client.get(part, "/products", Products.class))
                .subscribe()
                .with(sink::consume, TrimmingBenchmark::failed);
    }

    private static void failed(Throwable failure) {
        throw new IllegalStateException(failure);
    }

    private JsonClient client(Body body) {
        var reply = new Reply(200, headers, body, () -> headers, () -> {});
        return new JsonClient(
                vertx, mapper, call -> Future.succeededFuture(reply), (known, fields) -> fields.set("X-Id", "7"));
    }
}
