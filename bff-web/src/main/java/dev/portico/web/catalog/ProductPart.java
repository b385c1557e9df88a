package dev.portico.web.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The parts of a product page, by the names under which clients learn that one is missing or stale. */
public enum ProductPart {
    @JsonProperty("product")
    PRODUCT,
    @JsonProperty("recommended")
    RECOMMENDED
}
