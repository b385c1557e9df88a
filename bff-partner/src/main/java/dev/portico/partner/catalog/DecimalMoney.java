package dev.portico.partner.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An amount of money as {@code /v2} writes it.
 *
 * @param amount a decimal number of the currency's unit, as a text, so that no reader of JSON rounds it
 * @param currency an ISO 4217 code
 */
@RegisterForReflection
public record DecimalMoney(
        @Schema(pattern = "^-?[0-9]+\\.[0-9]{2}$", examples = "19.90") String amount, String currency) {

    private static final int HUNDREDTHS = 2;

    public static DecimalMoney of(Money money) {
        return new DecimalMoney(BigDecimal.valueOf(money.amount(), HUNDREDTHS).toPlainString(), money.currency());
    }
}
