package dev.portico.web.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An amount, read from services and shown to browsers alike.
 *
 * @param amount in hundredths of the currency; no more than every JSON reader keeps exactly (RFC 7493 section 2.2)
 * @param currency an ISO 4217 code
 */
@RegisterForReflection
public record Money(
        @Schema(minimum = "-9007199254740991", maximum = "9007199254740991") long amount,
        @Schema(pattern = "^[A-Z]{3}$") String currency) {

    private static final long LARGEST = (1L << 53) - 1;
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    public Money {
        if (amount > LARGEST || amount < -LARGEST) {
            throw new IllegalArgumentException("an amount beyond " + LARGEST);
        }
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException("no currency");
        }
    }
}
