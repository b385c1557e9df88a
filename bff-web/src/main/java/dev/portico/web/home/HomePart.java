package dev.portico.web.home;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The parts of the home screen, by the names under which clients learn that one is missing or stale. */
public enum HomePart {
    @JsonProperty("customer")
    CUSTOMER,
    @JsonProperty("orders")
    ORDERS,
    @JsonProperty("orders.items")
    ORDERS_ITEMS,
    @JsonProperty("recommended")
    RECOMMENDED,
    @JsonProperty("payments")
    PAYMENTS
}
