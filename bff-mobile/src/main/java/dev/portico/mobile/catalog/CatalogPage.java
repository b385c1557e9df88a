package dev.portico.mobile.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.catalog.CatalogSlices.Newest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the catalogue. What is no component of it cannot leave the BFF.
 *
 * @param items product cards, the newest first
 * @param next the {@code cursor} of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatalogPage(List<CardView> items, @Nullable String next) {

    /** @param pixels how wide the pictures have to be */
    static CatalogPage of(Newest found, PageWanted page, int pixels, CursorSeal seal) {
        var shown = found.items().stream().limit(page.limit()).toList();
        var more = found.items().size() > shown.size();
        return new CatalogPage(
                shown.stream()
                        .map(listed -> CardView.of(listed.product(), pixels))
                        .toList(),
                more
                        ? seal.close(new Cursor(
                                shown.getLast().createdAt(), shown.getLast().id(), page.category()))
                        : null);
    }
}
