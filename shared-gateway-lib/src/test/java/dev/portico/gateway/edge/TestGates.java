package dev.portico.gateway.edge;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The one that hardens answers, the standard ones, and one more that does what the request's field X-Gate asks for. */
@Singleton
public class TestGates implements GateList {

    /** A request that waits at the gate for the test to say how it goes on. */
    record Waiting(
            CompletableFuture<Exchange> entered,
            CompletableFuture<Passage> decided,
            CompletableFuture<Boolean> cancelled) {}

    /** The names that requests gave to the permits which they hold, as they are given back. */
    final BlockingQueue<String> givenBack = new LinkedBlockingQueue<>();

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    @Override
    public List<Gate> gates(Gateway gateway) {
        return Stream.of(List.of(gateway.hardenAnswers()), GateList.standard(gateway), List.<Gate>of(this::enter))
                .flatMap(List::stream)
                .toList();
    }

    private Passage enter(Exchange exchange) {
        var held = exchange.request().header("X-Holds");
        if (held != null) {
            return Passage.onward(exchange.holding(() -> givenBack.add(held)));
        }
        var asked = exchange.request().header("X-Gate");
        return asked == null ? Passage.onward(exchange) : passage(asked, exchange);
    }

    private Passage passage(String asked, Exchange exchange) {
        return switch (asked) {
            case "throws" -> throw new IllegalStateException("a defect at secret-host");
            case "works" -> work();
            case "fails" -> new Passage.Later(Uni.createFrom().failure(new IllegalStateException("at secret-host")));
            case "refuses-later" ->
                new Passage.Later(Uni.createFrom().item(Passage.refused(new Problem.Forbidden("Not today."))));
            default -> {
                var place = at(asked);
                place.entered.complete(exchange);
                yield new Passage.Later(Uni.createFrom()
                        .completionStage(place.decided)
                        .onCancellation()
                        .invoke(() -> place.cancelled.complete(true)));
            }
        };
    }

    /** Takes three milliseconds of the event loop's time, leaves the processor to the clients meanwhile, and answers itself. */
    private static Passage work() {
        var began = System.nanoTime();
        for (long left = 3_000_000; left > 0; left = 3_000_000 - (System.nanoTime() - began)) {
            LockSupport.parkNanos(left);
        }
        return new Passage.Answered(200, List.of(new Field("Content-Length", "0")));
    }

    /** Waits until the request that names this place has come to the gate. */
    Exchange entered(String place) {
        return at(place).entered.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Lets the request on; the decision arrives on the thread of the caller. */
    void release(String place) {
        at(place).decided.complete(Passage.onward(entered(place)));
    }

    /** Waits until nobody waits for the decision any more. */
    boolean cancelled(String place) {
        return at(place).cancelled.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private Waiting at(String place) {
        return waiting.computeIfAbsent(
                place,
                name -> new Waiting(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>()));
    }
}
