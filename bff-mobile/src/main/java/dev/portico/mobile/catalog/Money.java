package dev.portico.mobile.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An amount, read from services and shown to phones alike.
 *
 * @param amount in hundredths of the currency; no more than every JSON reader keeps exactly (RFC 7493 section 2.2)
 */
@RegisterForReflection
public record Money(long amount, String currency) {

    public static final long LARGEST = (1L << 53) - 1;

    public Money {
        if (amount > LARGEST || amount < -LARGEST) {
            throw new IllegalArgumentException("an amount beyond " + LARGEST);
        }
    }
}
