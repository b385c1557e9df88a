package dev.portico.demo.products;

import dev.portico.demo.data.Dice;
import dev.portico.demo.data.Document;
import dev.portico.demo.data.Documents;
import dev.portico.demo.data.Money;
import dev.portico.demo.wire.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes one price every second while anybody listens, and tells all listeners (Server-Sent Events, HTML standard,
 * 9.2).
 */
public final class PriceEvents {

    private static final long EVERY = Duration.ofSeconds(1).toMillis();
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Documents products;
    private final Dice dice;
    private final Set<HttpServerResponse> listeners = ConcurrentHashMap.newKeySet();

    private long timer = NO_TIMER;
    private int lastEvent;

    public PriceEvents(Vertx vertx, Documents products, Dice dice) {
        this.vertx = vertx;
        this.products = products;
        this.dice = dice;
    }

    Answer subscribe() {
        return new Answer.Streamed(Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-store"), this::add);
    }

    private synchronized void add(HttpServerResponse response) {
        listeners.add(response);
        response.closeHandler(closed -> remove(response));
        response.write("retry: 1000\n\n");
        if (timer == NO_TIMER) {
            timer = vertx.setPeriodic(EVERY, fired -> changeOnePrice());
        }
    }

    private synchronized void remove(HttpServerResponse response) {
        listeners.remove(response);
        if (listeners.isEmpty() && timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private synchronized void changeOnePrice() {
        var product = dice.pick(products.all());
        var before = product.json().getJsonObject("price").getLong("amount");
        var price = Money.cents(Math.max(100, before + dice.between(-20, 20) * 10L));
        products.put(Document.of(product.json().copy().put("price", price)));
        var event = "id: " + ++lastEvent + "\nevent: price\ndata: "
                + new JsonObject()
                        .put("productId", product.id())
                        .put("price", price)
                        .put("previous", Money.cents(before))
                        .encode()
                + "\n\n";
        listeners.forEach(listener -> listener.write(event));
    }
}
