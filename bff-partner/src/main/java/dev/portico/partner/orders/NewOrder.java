package dev.portico.partner.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a partner orders.
 *
 * @param lines 1 to 50
 */
@RegisterForReflection
public record NewOrder(@Schema(minItems = 1, maxItems = NewOrder.MOST_LINES) List<NewLine> lines) {

    static final int MOST_LINES = 50;
    static final int MOST_PIECES = 99;

    public NewOrder {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("an order has 1 to " + MOST_LINES + " lines");
        }
    }

    /**
     * @param productId a product's id in the catalogue
     * @param quantity 1 to 99
     */
    @RegisterForReflection
    public record NewLine(
            @Schema(pattern = NewLine.ID) String productId, @Schema(minimum = "1", maximum = "99") int quantity) {

        static final String ID = "^[A-Za-z0-9._~-]{1,64}$";
        private static final Pattern WHOLE_ID = Pattern.compile(ID);

        public NewLine {
            if (!WHOLE_ID.matcher(productId).matches() || quantity < 1 || quantity > MOST_PIECES) {
                throw new IllegalArgumentException("a line has a productId and a quantity");
            }
        }
    }
}
