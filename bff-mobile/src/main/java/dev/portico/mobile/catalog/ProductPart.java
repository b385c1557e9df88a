package dev.portico.mobile.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The parts of a product's screen, by the names under which clients learn that one is missing or stale. */
public enum ProductPart {
    @JsonProperty("product")
    PRODUCT,
    @JsonProperty("similar")
    SIMILAR
}
