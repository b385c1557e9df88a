package dev.portico.demo.orders;

import dev.portico.demo.data.Document;
import dev.portico.demo.data.Documents;
import dev.portico.demo.data.Page;
import dev.portico.demo.wire.Answer;
import dev.portico.demo.wire.Endpoint;
import dev.portico.demo.wire.Endpoints;
import dev.portico.demo.wire.FirstAnswers;
import dev.portico.demo.wire.Inbound;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** The endpoints of the orders service. */
public final class Orders {

    private static final Comparator<Document> NEWEST_FIRST =
            Comparator.comparing((Document order) -> order.text("placedAt")).reversed();
    private static final Set<String> CANCELLABLE = Set.of("placed", "paid");

    private final Documents orders;
    private final Documents products;
    private final InstantSource clock;
    private final FirstAnswers firstAnswers = new FirstAnswers();

    private Orders(Documents orders, Documents products, InstantSource clock) {
        this.orders = orders;
        this.products = products;
        this.clock = clock;
    }

    public static Endpoints endpoints(Documents documents, Documents products, InstantSource clock) {
        var orders = new Orders(documents, products, clock);
        return Endpoints.of(
                Endpoint.get("/orders", orders::list),
                Endpoint.post("/orders", orders::create),
                Endpoint.get("/orders/{id}", orders::one),
                Endpoint.post("/orders/{id}/cancel", orders::cancel));
    }

    private Answer one(Inbound in) {
        return orders.find(in.segment("id"))
                .filter(order -> maySee(in, order))
                .<Answer>map(order -> personal(Answer.document(order)))
                .orElseGet(() -> Answer.notFound("order", in.segment("id")));
    }

    /** A customer sees their own, a partner those that came through it. */
    private static boolean maySee(Inbound in, Document order) {
        return in.maySee(order.text("userId"), order.text("partnerId"));
    }

    private Answer list(Inbound in) {
        var user = in.query("user");
        var key = in.query("idempotencyKey");
        var found = orders.all().stream()
                .filter(order -> user.map(order.text("userId")::equals).orElse(true))
                .filter(order -> key.map(order.text("idempotencyKey")::equals).orElse(true))
                .filter(order -> maySee(in, order))
                .sorted(NEWEST_FIRST)
                .toList();
        return Page.of(in.query())
                .<Answer>map(page -> personal(Answer.json(200, page.of(found))))
                .orElseGet(() -> Answer.problem(400, Page.RULE));
    }

    private Answer create(Inbound in) {
        var json = in.json();
        if (json.isEmpty()) {
            return Answer.notAnObject();
        }
        return firstAnswers.to(in, json.get(), () -> place(in, json.get()));
    }

    private Answer.Whole place(Inbound in, JsonObject wanted) {
        var partner = in.header("X-Partner-Id");
        if (partner.isEmpty() && !(wanted.getValue("userId") instanceof String)) {
            return Answer.problem(422, "An order has a userId, or comes through a partner.");
        }
        var lines = lines(wanted);
        if (lines.isEmpty()) {
            return Answer.problem(
                    422,
                    "An order has lines, each with the productId of a known product and a quantity from 1 to 99; its unitPrice,"
                            + " if any, is that of now.");
        }
        var order = new JsonObject().put("id", orders.newId());
        partner.ifPresentOrElse(
                id -> order.put("partnerId", id), () -> order.put("userId", wanted.getString("userId")));
        order.put("status", "placed")
                .put("placedAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("lines", lines.get())
                .put("totals", Purchases.totals(lines.get()));
        in.header("Idempotency-Key").ifPresent(key -> order.put("idempotencyKey", key));
        var placed = Document.of(order);
        orders.put(placed);
        return Answer.created("/orders/" + placed.id(), placed);
    }

    /** The lines at the catalogue's prices, or empty where one cannot be ordered, or not at the price that it names, or there is none. */
    private Optional<JsonArray> lines(JsonObject wanted) {
        if (!(wanted.getValue("lines") instanceof JsonArray asked) || asked.isEmpty()) {
            return Optional.empty();
        }
        var lines = new JsonArray();
        for (var each : asked) {
            if (!(each instanceof JsonObject line)
                    || !(line.getValue("productId") instanceof String productId)
                    || !(line.getValue("quantity") instanceof Integer quantity)
                    || quantity < 1
                    || quantity > 99) {
                return Optional.empty();
            }
            var product = products.find(productId);
            if (product.isEmpty()) {
                return Optional.empty();
            }
            var price = product.get().json().getJsonObject("price");
            if (!price.equals(line.getValue("unitPrice", price))) {
                return Optional.empty();
            }
            var unitPrice = price.getLong("amount");
            lines.add(Purchases.line(lines.size() + 1, product.get(), quantity, unitPrice));
        }
        return Optional.of(lines);
    }

    private Answer cancel(Inbound in) {
        var id = in.segment("id");
        var order = orders.find(id).filter(found -> maySee(in, found));
        if (order.isEmpty()) {
            return Answer.notFound("order", id);
        }
        var status = order.get().text("status");
        if (!CANCELLABLE.contains(status)) {
            return Answer.problem(409, "Order '" + id + "' is " + status + " and can no longer be cancelled.");
        }
        var cancelled = Document.of(order.get().json().copy().put("status", "cancelled"));
        orders.put(cancelled);
        return personal(Answer.document(cancelled));
    }

    private static Answer.Whole personal(Answer.Whole answer) {
        return answer.with("Cache-Control", "private, no-cache");
    }
}
