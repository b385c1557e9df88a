package dev.portico.benchmarks;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import java.util.List;

/** Takes an exchange through gates, as the edge does. */
public final class Passed {

    private Passed() {}

    /**
     * The exchange behind the last gate.
     *
     * @throws IllegalStateException where a gate does not let it on at once, because then something else was measured
     */
    public static Exchange through(List<Gate> gates, Exchange entering) {
        var exchange = entering;
        for (int i = 0; i < gates.size(); i++) {
            exchange = onward(gates.get(i).enter(exchange));
        }
        return exchange;
    }

    public static Exchange onward(Passage passage) {
        return switch (passage) {
            case Passage.Onward(var richer) -> richer;
            case Passage.Refused(var problem) -> throw new IllegalStateException("refused: " + problem);
            case Passage.Answered answered -> throw new IllegalStateException("answered: " + answered);
            case Passage.Later later -> throw new IllegalStateException("has to wait");
        };
    }
}
