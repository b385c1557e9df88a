package dev.portico.partner.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a list that a partner asks for. */
record Page(int offset, int limit) {

    static final String RULE = "offset is a whole number from 0 (0 where it is left out), and limit one from 1 to 100"
            + " (20 where it is left out).";

    /** The page that the query asks for, or empty where it breaks {@link #RULE}. */
    static Optional<Page> of(@Nullable String offset, @Nullable String limit) {
        try {
            var from = offset == null ? 0 : Integer.parseInt(offset);
            var most = limit == null ? 20 : Integer.parseInt(limit);
            return from < 0 || most < 1 || most > 100 ? Optional.empty() : Optional.of(new Page(from, most));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
