package dev.portico.demo.orders;

import dev.portico.demo.data.Dice;
import dev.portico.demo.data.Document;
import dev.portico.demo.data.Money;
import dev.portico.demo.data.Prose;
import dev.portico.demo.users.People;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Several invented orders a user, {@code o-10001} and on, of products that the catalogue has. */
public final class Purchases {

    /** Who brought the orders, in turn; empty where nobody did. */
    private static final List<String> PARTNERS = List.of("", "partner-2", "partner-1");

    private static final List<String> STEPS = List.of("placed", "paid", "picked", "packed", "shipped", "delivered");

    private final Dice dice;
    private final Prose prose;
    private final List<Document> products;

    private Purchases(Dice dice, List<Document> products) {
        this.dice = dice;
        this.prose = new Prose(dice);
        this.products = products;
    }

    /** The two newest orders of {@code u-1001}, and the newest one of some others, are not paid yet. */
    public static List<Document> generate(long seed, Instant now, List<Document> users, List<Document> products) {
        var purchases = new Purchases(Dice.seeded(seed), products);
        var orders = new ArrayList<Document>();
        for (var user : users) {
            var demoCustomer = user.id().equals("u-1001");
            var count = demoCustomer ? 7 : purchases.dice.between(3, 8);
            var unpaid = demoCustomer ? 2 : purchases.dice.between(0, 1);
            var placedAt = now;
            for (int index = 0; index < count; index++) {
                placedAt = placedAt.minus(Duration.ofMinutes(purchases.dice.between(600, 30_000)));
                var id = "o-" + (10_001 + orders.size());
                var order = purchases.order(id, user.id(), placedAt, index < unpaid);
                orders.add(Document.of(through(PARTNERS.get(orders.size() % PARTNERS.size()), order)));
            }
        }
        return orders;
    }

    private static JsonObject through(String partner, JsonObject order) {
        if (!partner.isEmpty()) {
            order.put("partnerId", partner).getJsonObject("origin").put("channel", "partner");
        }
        return order;
    }

    private JsonObject order(String id, String userId, Instant placedAt, boolean unpaid) {
        var status = unpaid ? "placed" : dice.pick(List.of("paid", "shipped", "delivered", "delivered", "cancelled"));
        var lines = dice.array(dice.between(2, 5), i -> line(i + 1));
        return new JsonObject()
                .put("id", id)
                .put("userId", userId)
                .put("status", status)
                .put("placedAt", placedAt.toString())
                .put("lines", lines)
                .put("totals", totals(lines))
                .put("shippingAddress", People.address(dice, "shipping"))
                .put("billingAddress", People.address(dice, "billing"))
                .put("fulfilment", fulfilment(status, placedAt))
                .put("fraud", fraud(placedAt))
                .put("origin", origin())
                .put("audit", audit(placedAt))
                .put("internalNotes", dice.array(dice.between(2, 4), i -> prose.sentence()));
    }

    private JsonObject line(int number) {
        var product = dice.pick(products);
        var unitPrice = product.json().getJsonObject("price").getLong("amount");
        return line(number, product, dice.between(1, 3), unitPrice)
                .put("taxRate", 19)
                .put("warehouse", "WH-" + dice.between(1, 4))
                .put("pickListId", dice.hex(16))
                .put("giftWrap", dice.oneIn(6));
    }

    static JsonObject line(int number, Document product, int quantity, long unitPrice) {
        return new JsonObject()
                .put("number", number)
                .put("productId", product.id())
                .put("sku", product.text("sku"))
                .put("quantity", quantity)
                .put("unitPrice", Money.cents(unitPrice))
                .put("lineTotal", Money.cents(quantity * unitPrice));
    }

    static JsonObject totals(JsonArray lines) {
        var goods = lines.stream()
                .map(JsonObject.class::cast)
                .mapToLong(line -> line.getJsonObject("lineTotal").getLong("amount"))
                .sum();
        var shipping = goods > 5000 ? 0 : 490;
        return new JsonObject()
                .put("goods", Money.cents(goods))
                .put("shipping", Money.cents(shipping))
                .put("tax", Money.cents(Math.round((goods + shipping) * 0.19 / 1.19)))
                .put("grand", Money.cents(goods + shipping));
    }

    private JsonObject fulfilment(String status, Instant placedAt) {
        var reached = Math.max(1, STEPS.indexOf(status) + 1);
        var events = dice.array(reached, i -> new JsonObject()
                .put("step", STEPS.get(i))
                .put("at", placedAt.plus(Duration.ofHours(i * 7L)).toString())
                .put("by", "station-" + dice.between(1, 30))
                .put("trace", dice.hex(32)));
        return new JsonObject()
                .put("carrier", dice.pick(List.of("Carrier A", "Carrier B")))
                .put("trackingCode", dice.digits(18))
                .put("events", events);
    }

    private JsonObject origin() {
        return new JsonObject()
                .put("channel", dice.pick(List.of("web", "mobile", "desk")))
                .put("session", dice.hex(40))
                .put("campaign", "campaign-" + dice.between(1, 60))
                .put("clientAddress", "198.51.100." + dice.between(1, 254))
                .put("deviceFingerprint", dice.hex(64));
    }

    private JsonArray audit(Instant placedAt) {
        return dice.array(6, i -> new JsonObject()
                .put("at", placedAt.plusSeconds(i * 11L).toString())
                .put("by", "job-" + dice.between(1, 20))
                .put("change", dice.hex(40)));
    }

    private JsonObject fraud(Instant placedAt) {
        var checks = dice.array(5, i -> new JsonObject()
                .put("rule", "rule-" + dice.between(100, 999))
                .put("outcome", dice.oneIn(9) ? "review" : "pass")
                .put("weight", dice.between(1, 100))
                .put("at", placedAt.toString())
                .put("evidence", dice.hex(48)));
        return new JsonObject().put("score", dice.between(0, 100)).put("checks", checks);
    }
}
