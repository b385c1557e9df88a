package dev.portico.web.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The parts of an order's page, by the names under which clients learn that one is missing. */
public enum OrderPart {
    @JsonProperty("order")
    ORDER,
    @JsonProperty("lines.products")
    LINES_PRODUCTS,
    @JsonProperty("payment")
    PAYMENT
}
