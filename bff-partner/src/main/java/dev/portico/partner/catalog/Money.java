package dev.portico.partner.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An amount of money, read from services and given to partners alike.
 *
 * @param amount in hundredths of the currency; no more than every JSON reader keeps exactly (RFC 7493 section 2.2)
 * @param currency an ISO 4217 code
 */
@RegisterForReflection
public record Money(long amount, String currency) {

    private static final long LARGEST = (1L << 53) - 1;

    public Money {
        if (amount > LARGEST || amount < -LARGEST) {
            throw new IllegalArgumentException("an amount beyond " + LARGEST);
        }
    }
}
