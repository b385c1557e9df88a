package dev.portico.demo.products;

import dev.portico.demo.data.Document;
import dev.portico.demo.wire.Inbound;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which products a list holds, and in which order, as its query says. */
record Selection(Predicate<Document> wanted, Comparator<Document> order) {

    static final String RULE = "minPrice and maxPrice are cents, and sort is one of name, -name, price, -price.";

    private static final Comparator<Document> AS_THEY_CAME = (unusedOne, unusedOther) -> 0;
    private static final Comparator<Document> BY_NAME = Comparator.comparing(product -> product.text("name"));
    private static final Comparator<Document> BY_PRICE = Comparator.comparingLong(Selection::price);
    private static final Map<String, Comparator<Document>> ORDERS =
            Map.of("name", BY_NAME, "-name", BY_NAME.reversed(), "price", BY_PRICE, "-price", BY_PRICE.reversed());

    /** What the query asks for, or empty where it breaks {@link #RULE}. */
    static Optional<Selection> of(Inbound in) {
        var sort = in.query("sort");
        if (sort.isPresent() && !ORDERS.containsKey(sort.get())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Selection(
                    priced(in).and(described(in)), sort.map(ORDERS::get).orElse(AS_THEY_CAME)));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Those of all products that are wanted. */
    List<Document> of(List<Document> products) {
        return products.stream().filter(wanted).sorted(order).toList();
    }

    private static Predicate<Document> priced(Inbound in) {
        long from = in.query("minPrice").map(Long::parseLong).orElse(0L);
        long to = in.query("maxPrice").map(Long::parseLong).orElse(Long.MAX_VALUE);
        return product -> price(product) >= from && price(product) <= to;
    }

    private static Predicate<Document> described(Inbound in) {
        var category = in.query("category");
        var availability = in.query("availability");
        var words = in.query("q").map(text -> text.toLowerCase(Locale.ROOT));
        return product -> category.map(product.text("category")::equals).orElse(true)
                && availability.map(product.text("availability")::equals).orElse(true)
                && words.map(product.text("name").toLowerCase(Locale.ROOT)::contains)
                        .orElse(true);
    }

    private static long price(Document product) {
        return product.json().getJsonObject("price").getLong("amount");
    }
}
