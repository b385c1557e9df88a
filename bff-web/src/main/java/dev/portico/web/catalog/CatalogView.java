package dev.portico.web.catalog;

import dev.portico.web.catalog.CatalogSlices.Products;
import dev.portico.web.query.Page;
import java.util.List;

/**
 * A page of the catalogue. What is no component of it cannot leave the BFF.
 *
 * @param page which one this is, counted from 1
 * @param size how many products a page holds at most
 * @param totalItems how many products there are on all pages
 */
public record CatalogView(List<CatalogItem> items, int page, int size, int totalItems, int totalPages) {

    /** A service that does not keep to the limit makes no longer page. */
    static CatalogView of(Products found, Page page) {
        return new CatalogView(
                found.items().stream().limit(page.size()).map(CatalogItem::of).toList(),
                page.number(),
                page.size(),
                found.total(),
                page.pages(found.total()));
    }
}
