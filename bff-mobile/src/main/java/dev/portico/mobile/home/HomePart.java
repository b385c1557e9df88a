package dev.portico.mobile.home;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The parts of the home screen, by the names under which clients learn that one is missing or stale. */
public enum HomePart {
    @JsonProperty("customer")
    CUSTOMER,
    @JsonProperty("orders")
    ORDERS,
    @JsonProperty("orders.pictures")
    ORDERS_PICTURES,
    @JsonProperty("recommended")
    RECOMMENDED,
    @JsonProperty("payments")
    PAYMENTS
}
