package dev.portico.demo.products;

import dev.portico.demo.data.Document;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;

/** Where a product stands among all, newest first; of those that came at the same moment, the last id. */
record Place(Instant createdAt, String id) implements Comparable<Place> {

    static final String RULE =
            "after is the createdAt and the id of a product with a comma between, such as 2026-01-31T12:00:00Z,p-1001.";

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::createdAt).thenComparing(Place::id).reversed();

    static Place of(Document product) {
        return new Place(Instant.parse(product.text("createdAt")), product.id());
    }

    /** The place that a query names, or empty where it breaks {@link #RULE}. */
    static Optional<Place> parse(String text) {
        var comma = text.indexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Place(Instant.parse(text.substring(0, comma)), text.substring(comma + 1)));
        } catch (DateTimeParseException noMoment) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
