package dev.portico.demo.products;

import dev.portico.demo.data.Dice;
import dev.portico.demo.data.Document;
import dev.portico.demo.data.Documents;
import dev.portico.demo.data.Page;
import dev.portico.demo.wire.Answer;
import dev.portico.demo.wire.Endpoint;
import dev.portico.demo.wire.Endpoints;
import dev.portico.demo.wire.Inbound;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of the products service; its answers may be cached and carry an entity tag (RFC 9110, 8.8.3). */
public final class Products {

    private static final String FOR_ALL = "public, max-age=30";
    private static final String FOR_ONE = "private, max-age=30";

    private final Documents products;
    private final InstantSource clock;

    private Products(Documents products, InstantSource clock) {
        this.products = products;
        this.clock = clock;
    }

    public static Endpoints endpoints(Documents documents, PriceEvents events, InstantSource clock) {
        var products = new Products(documents, clock);
        return Endpoints.of(
                Endpoint.get("/products", products::list),
                Endpoint.post("/products", products::create),
                Endpoint.get("/products/newest", products::newest),
                Endpoint.get("/products/events", in -> events.subscribe()),
                Endpoint.get("/products/export", products::export),
                Endpoint.get("/products/{id}", products::one),
                Endpoint.get("/products/{id}/recommendations", products::similar),
                Endpoint.get("/recommendations", products::recommended));
    }

    private Answer one(Inbound in) {
        return products.find(in.segment("id"))
                .<Answer>map(product -> validated(in, product.bytes(), product.etag(), FOR_ALL))
                .orElseGet(() -> Answer.notFound("product", in.segment("id")));
    }

    private Answer list(Inbound in) {
        var ids = in.query("ids");
        if (ids.isPresent()) {
            return validated(in, Page.whole(products.findAll(ids.get())), FOR_ALL);
        }
        return Selection.of(in)
                .map(selection -> paged(in, selection.of(products.all()), FOR_ALL))
                .orElseGet(() -> Answer.problem(400, Selection.RULE));
    }

    /** The newest first, from behind the place that the caller has reached: however many are added, no page shifts. */
    private Answer newest(Inbound in) {
        var behind = in.query("after").flatMap(Place::parse);
        if (behind.isEmpty() && in.query("after").isPresent()) {
            return Answer.problem(400, Place.RULE);
        }
        return Selection.of(in)
                .map(selection -> paged(in, newest(selection.of(products.all()), behind), FOR_ALL))
                .orElseGet(() -> Answer.problem(400, Selection.RULE));
    }

    private static List<Document> newest(List<Document> wanted, Optional<Place> behind) {
        return wanted.stream()
                .filter(product -> behind.map(place -> Place.of(product).compareTo(place) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Place::of))
                .toList();
    }

    private Answer create(Inbound in) {
        var json = in.json();
        if (json.isEmpty()) {
            return Answer.notAnObject();
        }
        var given = json.get();
        if (!(given.getValue("name") instanceof String)
                || !(given.getValue("category") instanceof String)
                || !(given.getValue("price") instanceof JsonObject)) {
            return Answer.problem(
                    422,
                    "A product has a name, a category and a price such as {\"amount\":1990,\"currency\":\"EUR\"}.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var product = Document.of(new JsonObject()
                .put("summary", "")
                .put("description", "")
                .put("images", new JsonArray())
                .put("availability", "in-stock")
                .mergeIn(given)
                .put("id", products.newId())
                .put("createdAt", now)
                .put("updatedAt", now));
        products.put(product);
        return Answer.created("/products/" + product.id(), product);
    }

    private Answer similar(Inbound in) {
        var product = products.find(in.segment("id"));
        if (product.isEmpty()) {
            return Answer.notFound("product", in.segment("id"));
        }
        var category = product.get().text("category");
        var others = products.all().stream()
                .filter(other -> other.text("category").equals(category))
                .filter(other -> !other.id().equals(product.get().id()))
                .toList();
        return paged(in, others, FOR_ALL);
    }

    /** Twelve products, always the same ones for the same user. */
    private Answer recommended(Inbound in) {
        var user = in.query("user");
        if (user.isEmpty()) {
            return Answer.problem(400, "The query names a user, such as ?user=u-1001.");
        }
        var all = new ArrayList<>(products.all());
        var dice = Dice.seeded(user.get().hashCode());
        var chosen = new ArrayList<Document>();
        for (int i = 0; i < 12; i++) {
            chosen.add(all.remove(dice.between(0, all.size() - 1)));
        }
        return paged(in, chosen, FOR_ONE);
    }

    private static Answer paged(Inbound in, List<Document> found, String cacheControl) {
        return Page.of(in.query())
                .map(page -> validated(in, page.of(found), cacheControl))
                .orElseGet(() -> Answer.problem(400, Page.RULE));
    }

    /** All products as one JSON array, or as one line each where the client asks for that, as fast as it reads. */
    private Answer export(Inbound in) {
        var rows = products.all();
        var form = in.header("Accept")
                .filter(wanted -> wanted.contains(Export.Form.LINES.mediaType()))
                .map(lines -> Export.Form.LINES)
                .orElse(Export.Form.ARRAY);
        return new Answer.Streamed(
                Map.of("Content-Type", form.mediaType(), "Cache-Control", "no-store"),
                response -> new Export(rows, form, response).run());
    }

    private static Answer validated(Inbound in, Buffer body, String cacheControl) {
        return validated(in, body, Document.etag(body), cacheControl);
    }

    private static Answer validated(Inbound in, Buffer body, String etag, String cacheControl) {
        var status =
                in.header("If-None-Match").filter(known -> matches(known, etag)).isPresent() ? 304 : 200;
        return new Answer.Whole(
                status, Map.of("Content-Type", "application/json", "ETag", etag, "Cache-Control", cacheControl), body);
    }

    /** The weak comparison of RFC 9110, 8.8.3.2, over a list of tags. */
    private static boolean matches(String known, String etag) {
        return List.of(known.split(",")).stream()
                .map(String::trim)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
