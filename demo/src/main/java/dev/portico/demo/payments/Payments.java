package dev.portico.demo.payments;

import dev.portico.demo.data.Document;
import dev.portico.demo.data.Documents;
import dev.portico.demo.data.Money;
import dev.portico.demo.data.Page;
import dev.portico.demo.wire.Answer;
import dev.portico.demo.wire.Endpoint;
import dev.portico.demo.wire.Endpoints;
import dev.portico.demo.wire.Inbound;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The endpoints of the payments service. */
public final class Payments {

    private final Documents payments;
    private final InstantSource clock;

    private Payments(Documents payments, InstantSource clock) {
        this.payments = payments;
        this.clock = clock;
    }

    public static Endpoints endpoints(Documents documents, InstantSource clock) {
        var payments = new Payments(documents, clock);
        return Endpoints.of(
                Endpoint.get("/payments", payments::list),
                Endpoint.post("/payments", payments::create),
                Endpoint.get("/payments/{id}", payments::one),
                Endpoint.post("/payments/{id}/capture", payments::capture));
    }

    private Answer one(Inbound in) {
        return payments.find(in.segment("id"))
                .filter(payment -> in.maySee(payment.text("userId")))
                .<Answer>map(payment -> personal(Answer.document(payment)))
                .orElseGet(() -> Answer.notFound("payment", in.segment("id")));
    }

    private Answer list(Inbound in) {
        var user = in.query("user");
        var order = in.query("order");
        var status = in.query("status");
        var found = payments.all().stream()
                .filter(payment -> user.map(payment.text("userId")::equals).orElse(true))
                .filter(payment -> in.maySee(payment.text("userId")))
                .filter(payment -> order.map(payment.text("orderId")::equals).orElse(true))
                .filter(payment -> status.map(payment.text("status")::equals).orElse(true))
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
        if (!(json.get().getValue("orderId") instanceof String orderId)
                || !(json.get().getValue("userId") instanceof String userId)
                || !(json.get().getValue("amount") instanceof JsonObject amount)
                || !(amount.getValue("amount") instanceof Integer cents)
                || cents < 1) {
            return Answer.problem(
                    422, "A payment has an orderId, a userId and an amount in cents, such as {\"amount\":1990}.");
        }
        var payment = Document.of(new JsonObject()
                .put("id", payments.newId())
                .put("orderId", orderId)
                .put("userId", userId)
                .put("status", "open")
                .put("amount", Money.cents(cents))
                .put("createdAt", now()));
        payments.put(payment);
        return Answer.created("/payments/" + payment.id(), payment);
    }

    private Answer capture(Inbound in) {
        var id = in.segment("id");
        var payment = payments.find(id).filter(found -> in.maySee(found.text("userId")));
        if (payment.isEmpty()) {
            return Answer.notFound("payment", id);
        }
        var status = payment.get().text("status");
        if (!status.equals("open")) {
            return Answer.problem(409, "Payment '" + id + "' is " + status + ", and only an open one can be captured.");
        }
        var paid = Document.of(payment.get().json().copy().put("status", "paid").put("paidAt", now()));
        payments.put(paid);
        return personal(Answer.document(paid));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Answer.Whole personal(Answer.Whole answer) {
        return answer.with("Cache-Control", "private, no-cache");
    }
}
