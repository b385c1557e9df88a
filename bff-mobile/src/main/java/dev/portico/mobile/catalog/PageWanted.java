package dev.portico.mobile.catalog;

import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page of the catalogue that somebody asks for.
 *
 * @param category the one that it is of, or empty for all
 * @param limit how many products it may hold
 * @param after where it begins; empty for the first one
 */
record PageWanted(String category, int limit, Optional<Cursor> after) {

    static final String CATEGORY = "^[a-z0-9-]{1,40}$";
    static final int USUAL = 20;
    static final int MOST = 50;

    private static final Pattern CATEGORIES = Pattern.compile(CATEGORY);
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,9}");

    /** @throws Refusal where one of them is none */
    static PageWanted of(@Nullable String cursor, @Nullable String category, @Nullable String limit, CursorSeal seal) {
        var of = category(category);
        return new PageWanted(of, limit(limit), after(cursor, of, seal));
    }

    private static String category(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (!CATEGORIES.matcher(text).matches()) {
            throw refusal(
                    "category is a name of up to 40 lower-case letters, digits and hyphens; leave it out for all.");
        }
        return text;
    }

    private static int limit(@Nullable String text) {
        var limit = text == null ? USUAL : NUMBERS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit >= 1 && limit <= MOST) {
            return limit;
        }
        throw refusal("limit is a whole number from 1 to " + MOST + " (" + USUAL + " where it is left out).");
    }

    private static Optional<Cursor> after(@Nullable String text, String category, CursorSeal seal) {
        if (text == null) {
            return Optional.empty();
        }
        var cursor = seal.open(text).filter(opened -> opened.category().equals(category));
        if (cursor.isEmpty()) {
            throw refusal(
                    "cursor is the next of the page before, asked for with the same category; leave it out to begin"
                            + " anew.");
        }
        return cursor;
    }

    private static Refusal refusal(String rule) {
        return new Refusal(new Problem.BadRequest(rule));
    }
}
