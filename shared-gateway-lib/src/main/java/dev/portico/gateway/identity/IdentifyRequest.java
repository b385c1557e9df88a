package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem.Field;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Gives the request its id: the client's {@code X-Request-Id} where that is one token of sane characters and length, else
 * 128 random bits. The answer carries it back, and each upstream call carries it on.
 */
public final class IdentifyRequest implements Gate {

    public static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 128;
    private static final HexFormat HEX = HexFormat.of();

    private final Supplier<? extends RandomGenerator> random;

    /** @param random asked for a generator on each use, so that threads need not share one */
    public IdentifyRequest(Supplier<? extends RandomGenerator> random) {
        this.random = random;
    }

    @Override
    public Passage enter(Exchange exchange) {
        var sent = exchange.request().header(HEADER);
        var id = sent != null && sane(sent) ? sent : made();
        return Passage.onward(exchange.identifiedAs(id).answering(List.of(new Field(HEADER, id))));
    }

    private String made() {
        var generator = random.get();
        return HEX.toHexDigits(generator.nextLong()) + HEX.toHexDigits(generator.nextLong());
    }

    private static boolean sane(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            var fine = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.'
                    || c == ':';
            if (!fine) {
                return false;
            }
        }
        return true;
    }
}
