package dev.portico.demo.payments;

import dev.portico.demo.data.Dice;
import dev.portico.demo.data.Document;
import dev.portico.demo.data.Prose;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One invented payment an order, {@code pay-10001} and on: open, paid or failed as the order's status says. */
public final class Settlements {

    private final Dice dice;
    private final Prose prose;

    private Settlements(Dice dice) {
        this.dice = dice;
        this.prose = new Prose(dice);
    }

    public static List<Document> generate(long seed, List<Document> orders) {
        var settlements = new Settlements(Dice.seeded(seed));
        var payments = new ArrayList<Document>();
        for (var order : orders) {
            payments.add(settlements.payment("pay-" + (10_001 + payments.size()), order));
        }
        return payments;
    }

    private static String status(Document order) {
        return switch (order.text("status")) {
            case "placed" -> "open";
            case "cancelled" -> "failed";
            default -> "paid";
        };
    }

    private Document payment(String id, Document order) {
        var createdAt = Instant.parse(order.text("placedAt"));
        var amount = order.json().getJsonObject("totals").getJsonObject("grand");
        return Document.of(new JsonObject()
                .put("id", id)
                .put("orderId", order.id())
                .put("userId", order.text("userId"))
                .put("status", status(order))
                .put("amount", amount.copy())
                .put("method", method())
                .put("createdAt", createdAt.toString())
                .put("dueAt", createdAt.plus(Duration.ofDays(14)).toString())
                .put("provider", provider(id, amount))
                .put("attempts", dice.array(dice.between(1, 3), i -> attempt(createdAt, i)))
                .put(
                        "internal",
                        new JsonObject()
                                .put("ledgerAccount", dice.digits(10))
                                .put("reconciliation", dice.hex(40))
                                .put("riskNotes", prose.sentences(2))));
    }

    private JsonObject method() {
        return new JsonObject()
                .put("type", "card")
                .put("brand", dice.pick(List.of("card-a", "card-b")))
                .put("last4", dice.digits(4))
                .put("expires", "20" + dice.between(28, 33) + "-" + dice.between(10, 12))
                .put("fingerprint", dice.hex(32));
    }

    private JsonObject attempt(Instant createdAt, int index) {
        return new JsonObject()
                .put("at", createdAt.plusSeconds(index * 90L).toString())
                .put("code", dice.digits(3))
                .put("message", prose.sentence())
                .put("latencyMs", dice.between(80, 1500));
    }

    private JsonObject provider(String id, JsonObject amount) {
        var raw = new JsonObject()
                .put("object", "charge")
                .put("merchantReference", id)
                .put("amount", amount)
                .put("threeDSecure", new JsonObject().put("version", "2.2").put("transaction", dice.hex(48)))
                .put("signature", dice.hex(256))
                .put("descriptor", "DEMO SHOP " + dice.digits(6));
        return new JsonObject()
                .put("name", dice.pick(List.of("Provider A", "Provider B")))
                .put("reference", dice.hex(24))
                .put("region", "region-" + dice.between(1, 3))
                .put("rawPayload", raw.encode());
    }
}
