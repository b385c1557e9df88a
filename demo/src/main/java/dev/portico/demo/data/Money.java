package dev.portico.demo.data;

import io.vertx.core.json.JsonObject;

/** An amount as all services write it: cents and a currency, {@code {"amount":1990,"currency":"EUR"}}. */
public final class Money {

    private Money() {}

    public static JsonObject cents(long amount) {
        return new JsonObject().put("amount", amount).put("currency", "EUR");
    }
}
