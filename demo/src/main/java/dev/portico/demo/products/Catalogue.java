package dev.portico.demo.products;

import dev.portico.demo.data.Dice;
import dev.portico.demo.data.Document;
import dev.portico.demo.data.Money;
import dev.portico.demo.data.Prose;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Three hundred invented products, {@code p-1001} to {@code p-1300}, each as fat as a real service sends it. */
public final class Catalogue {

    public static final int SIZE = 300;

    private static final List<String> CATEGORIES =
            List.of("lamps", "chairs", "tables", "shelves", "bags", "bottles", "jackets", "shoes", "tools", "games");
    private static final List<String> STYLES =
            List.of("Plain", "Light", "Sturdy", "Folding", "Quiet", "Compact", "Woven", "Round", "Classic", "Outdoor");
    private static final List<String> MATERIALS =
            List.of("oak", "steel", "cotton", "wool", "cork", "glass", "linen", "aluminium");
    private static final List<String> COLOURS = List.of("sand", "slate", "moss", "brick", "ink", "chalk", "amber");
    private static final List<Integer> WIDTHS = List.of(160, 320, 480, 640, 960, 1280, 1600, 1920, 2560, 3200);

    private final Dice dice;
    private final Prose prose;
    private final Instant now;

    private Catalogue(Dice dice, Instant now) {
        this.dice = dice;
        this.prose = new Prose(dice);
        this.now = now;
    }

    public static List<Document> generate(long seed, Instant now) {
        var catalogue = new Catalogue(Dice.seeded(seed), now);
        return IntStream.range(0, SIZE)
                .mapToObj(index -> catalogue.product("p-" + (1001 + index), CATEGORIES.get(index % CATEGORIES.size())))
                .toList();
    }

    private Document product(String id, String category) {
        var singular = category.substring(0, category.length() - 1);
        var name = dice.pick(STYLES) + " " + dice.pick(MATERIALS) + " " + singular + " " + dice.between(10, 99);
        var slug = name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + id;
        var price = dice.between(5, 400) * 100L + 90;
        return Document.of(new JsonObject()
                .put("id", id)
                .put("sku", "SKU-" + dice.digits(8))
                .put("name", name)
                .put("slug", slug)
                .put("category", category)
                .put("brand", "Brand " + (char) ('A' + dice.between(0, 11)))
                .put("price", Money.cents(price))
                .put("summary", prose.sentence())
                .put("description", prose.paragraphs(4))
                .put("images", images(name, slug))
                .put("attributes", attributes())
                .put("availability", dice.oneIn(8) ? "out-of-stock" : "in-stock")
                .put("stock", stock())
                .put("reviews", reviews())
                .put("shipping", shipping())
                .put("seo", seo(name, slug))
                .put("internal", internal(price))
                .put("createdAt", daysAgo(dice.between(200, 900)))
                .put("updatedAt", daysAgo(dice.between(0, 199))));
    }

    private List<JsonObject> images(String name, String slug) {
        return WIDTHS.subList(0, dice.between(6, 10)).stream()
                .map(width -> new JsonObject()
                        .put("url", "https://images.example.test/" + slug + "/" + width + ".webp")
                        .put("width", width)
                        .put("height", width * 3 / 4)
                        .put("alt", name + ", seen from the front, " + width + " pixels wide"))
                .toList();
    }

    private JsonObject attributes() {
        return new JsonObject()
                .put("colour", dice.pick(COLOURS))
                .put("material", dice.pick(MATERIALS))
                .put("lining", dice.pick(MATERIALS))
                .put("weightGrams", dice.between(100, 9000))
                .put("lengthMm", dice.between(50, 2000))
                .put("widthMm", dice.between(50, 900))
                .put("heightMm", dice.between(20, 1800))
                .put("assembly", dice.oneIn(2))
                .put("warrantyMonths", dice.between(1, 5) * 12)
                .put("care", prose.sentence());
    }

    private JsonObject stock() {
        var warehouses = dice.array(4, i -> new JsonObject()
                .put("code", "WH-" + (i + 1))
                .put("onHand", dice.between(0, 500))
                .put("reserved", dice.between(0, 50))
                .put("reorderAt", dice.between(10, 60))
                .put("bin", dice.hex(2).toUpperCase(Locale.ROOT) + "-" + dice.digits(4)));
        return new JsonObject().put("warehouses", warehouses).put("countedAt", daysAgo(dice.between(1, 30)));
    }

    private JsonObject reviews() {
        return new JsonObject()
                .put("average", dice.between(25, 50) / 10.0)
                .put("count", dice.between(3, 900))
                .put("histogram", dice.array(5, i -> dice.between(0, 200)))
                .put("highlights", dice.array(3, i -> prose.sentence()));
    }

    private JsonObject shipping() {
        return new JsonObject()
                .put("class", dice.pick(List.of("letter", "parcel", "bulky")))
                .put("parcels", dice.between(1, 3))
                .put("daysMin", dice.between(1, 2))
                .put("daysMax", dice.between(3, 9))
                .put("customsCode", dice.digits(8));
    }

    private JsonObject seo(String name, String slug) {
        return new JsonObject()
                .put("title", name + " | Demo shop")
                .put("description", prose.sentences(2))
                .put(
                        "keywords",
                        dice.array(8, i -> dice.pick(STYLES).toLowerCase(Locale.ROOT) + " " + dice.pick(CATEGORIES)))
                .put("canonical", "https://shop.example.test/products/" + slug);
    }

    private JsonObject internal(long price) {
        return new JsonObject()
                .put(
                        "supplier",
                        new JsonObject()
                                .put("id", "s-" + dice.digits(4))
                                .put("name", "Supplier " + dice.digits(2))
                                .put("contact", "desk-" + dice.digits(2) + "@supplier.example.test")
                                .put("leadTimeDays", dice.between(5, 60)))
                .put("costPrice", Money.cents(price * dice.between(35, 70) / 100))
                .put("marginNotes", prose.sentences(2))
                .put("buyer", "buyer-" + dice.between(1, 9))
                .put("audit", dice.array(3, i -> new JsonObject()
                        .put("at", daysAgo(dice.between(0, 300)))
                        .put("by", "job-" + dice.between(1, 20))
                        .put("change", dice.hex(24))));
    }

    private String daysAgo(int days) {
        return now.minus(Duration.ofDays(days)).toString();
    }
}
