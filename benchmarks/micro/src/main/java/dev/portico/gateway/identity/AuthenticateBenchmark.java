package dev.portico.gateway.identity;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.benchmarks.Passed;
import dev.portico.benchmarks.TokenMint;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Proving a caller: by a token that is remembered, by one that is not, by one that is not good; and nobody. */
public class AuthenticateBenchmark extends Measured {

    private static final int TOKENS = 256;

    private final TokenMint mint = new TokenMint();
    private final List<Access> anyone = List.of(new Access.Anyone(false));
    private final Authenticate remembering = new Authenticate(Customer.tokens(mint, 16 * 1024 * 1024, 10_000), anyone);
    private final Authenticate forgetting = new Authenticate(Customer.tokens(mint, 0, 0), anyone);

    private final List<Exchange> known =
            IntStream.range(0, TOKENS).mapToObj(i -> sending("u-" + i)).toList();
    private final Exchange forged = sending("u-1", new TokenMint().bearer("u-1"));
    private final Exchange nobody = Exchange.of(ClientRequest.ofBrowser("/api/orders"));
    private int turn;

    @Setup
    public void remember() {
        known.forEach(exchange -> Passed.onward(remembering.enter(exchange)));
    }

    @Benchmark
    public Passage noToken() {
        return remembering.enter(nobody);
    }

    @Benchmark
    public Passage rememberedToken() {
        return remembering.enter(next());
    }

    @Benchmark
    public Passage newRs256Token() {
        return forgetting.enter(next());
    }

    @Benchmark
    public Passage forgedRs256Token() {
        return forgetting.enter(forged);
    }

    @Benchmark
    public Passage forgedRs256TokenAgain() {
        return remembering.enter(forged);
    }

    private Exchange next() {
        turn = (turn + 1) % TOKENS;
        return known.get(turn);
    }

    private Exchange sending(String subject) {
        return sending(subject, mint.bearer(subject));
    }

    private static Exchange sending(String subject, String credentials) {
        return Exchange.of(ClientRequest.ofBrowser("/api/orders/" + subject).with("Authorization", credentials));
    }
}
