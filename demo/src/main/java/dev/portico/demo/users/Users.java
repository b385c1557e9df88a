package dev.portico.demo.users;

import dev.portico.demo.data.Document;
import dev.portico.demo.data.Documents;
import dev.portico.demo.data.Page;
import dev.portico.demo.wire.Answer;
import dev.portico.demo.wire.Endpoint;
import dev.portico.demo.wire.Endpoints;
import dev.portico.demo.wire.Inbound;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;

/** The endpoints of the users service. */
public final class Users {

    private final Documents users;
    private final InstantSource clock;

    private Users(Documents users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
    }

    public static Endpoints endpoints(Documents documents, InstantSource clock) {
        var users = new Users(documents, clock);
        return Endpoints.of(
                Endpoint.get("/users", users::list),
                Endpoint.post("/users", users::create),
                Endpoint.get("/users/{id}", users::one),
                Endpoint.put("/users/{id}", users::replace),
                Endpoint.patch("/users/{id}", users::patch));
    }

    private Answer one(Inbound in) {
        return users.find(in.segment("id"))
                .filter(user -> in.maySee(user.id()))
                .<Answer>map(user -> personal(Answer.document(user)))
                .orElseGet(() -> Answer.notFound("user", in.segment("id")));
    }

    private Answer list(Inbound in) {
        var ids = in.query("ids");
        if (ids.isPresent()) {
            return personal(Answer.json(200, Page.whole(visible(users.findAll(ids.get()), in))));
        }
        return Page.of(in.query())
                .<Answer>map(page -> personal(Answer.json(200, page.of(visible(users.all(), in)))))
                .orElseGet(() -> Answer.problem(400, Page.RULE));
    }

    private Answer create(Inbound in) {
        var json = in.json();
        if (json.isEmpty()) {
            return Answer.notAnObject();
        }
        if (!(json.get().getValue("name") instanceof JsonObject)) {
            return Answer.problem(422, "A user has a name, such as {\"given\":\"Robin\",\"family\":\"Sample\"}.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var user = Document.of(
                new JsonObject().put("id", users.newId()).put("createdAt", now).mergeIn(withoutId(json.get())));
        users.put(user);
        return Answer.created("/users/" + user.id(), user);
    }

    private Answer replace(Inbound in) {
        return change(in, current -> new JsonObject());
    }

    /** A merge as RFC 7396 has it, but for nested nulls, which are kept. */
    private Answer patch(Inbound in) {
        return change(in, JsonObject::copy);
    }

    private Answer change(Inbound in, UnaryOperator<JsonObject> start) {
        var id = in.segment("id");
        var current = users.find(id).filter(found -> in.maySee(found.id()));
        if (current.isEmpty()) {
            return Answer.notFound("user", id);
        }
        var change = in.json();
        if (change.isEmpty()) {
            return Answer.notAnObject();
        }
        var merged = start.apply(current.get().json()).mergeIn(withoutId(change.get()), true);
        merged.fieldNames().removeIf(field -> merged.getValue(field) == null);
        var user = Document.of(new JsonObject().put("id", id).mergeIn(merged));
        users.put(user);
        return personal(Answer.document(user));
    }

    private static List<Document> visible(List<Document> found, Inbound in) {
        return found.stream().filter(user -> in.maySee(user.id())).toList();
    }

    private static JsonObject withoutId(JsonObject json) {
        var copy = json.copy();
        copy.remove("id");
        return copy;
    }

    private static Answer.Whole personal(Answer.Whole answer) {
        return answer.with("Cache-Control", "private, no-cache");
    }
}
