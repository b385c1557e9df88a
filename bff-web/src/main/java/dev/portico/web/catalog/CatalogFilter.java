package dev.portico.web.catalog;

import dev.portico.gateway.composition.Query;
import dev.portico.gateway.composition.Target;
import dev.portico.web.query.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which products are asked for, and in which order.
 *
 * @param parameters in the words of the products service; sorted, so that one wish has one spelling
 */
record CatalogFilter(SortedMap<String, String> parameters) {

    static final int LONGEST_WORDS = 100;
    static final int LONGEST_CATEGORY = 64;
    static final long HIGHEST_PRICE = 100_000_000;

    private static final Set<String> ORDERS = Set.of("name", "-name", "price", "-price");

    static CatalogFilter of(Query query) {
        var parameters = new TreeMap<String, String>();
        query.text("q", LONGEST_WORDS).ifPresent(words -> parameters.put("q", words));
        query.text("category", LONGEST_CATEGORY).ifPresent(category -> parameters.put("category", category));
        query.whole("minPrice", 0, HIGHEST_PRICE).ifPresent(least -> parameters.put("minPrice", least.toString()));
        query.whole("maxPrice", 0, HIGHEST_PRICE).ifPresent(most -> parameters.put("maxPrice", most.toString()));
        query.truth("inStock").filter(only -> only).ifPresent(only -> parameters.put("availability", "in-stock"));
        query.oneOf("sort", ORDERS).ifPresent(order -> parameters.put("sort", order));
        return new CatalogFilter(parameters);
    }

    /** A page of what is asked for, as a call to the products service. */
    String target(Page page) {
        var template = new StringBuilder("/products?offset={}&limit={}");
        var values = new ArrayList<Object>(List.of(page.offset(), page.size()));
        parameters.forEach((name, value) -> {
            template.append('&').append(name).append("={}");
            values.add(value);
        });
        return Target.of(template.toString(), values.toArray());
    }
}
