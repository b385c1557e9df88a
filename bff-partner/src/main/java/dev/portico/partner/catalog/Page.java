package dev.portico.partner.catalog;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a list that a partner asks for. */
record Page(int offset, int limit) {

    static final String RULE = "offset is a whole number from 0 (0 where it is left out), and limit one from 1 to 100"
            + " (20 where it is left out).";

    static final String CURSOR_RULE = "cursor is what the page before says as next (left out for the first page), and"
            + " limit is a whole number from 1 to 100 (20 where it is left out).";

    static final String CURSOR = "^[0-9a-z]{1,5}$";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Pattern WHOLE_CURSOR = Pattern.compile(CURSOR);
    private static final int LETTERS = 36;
    private static final int LAST = 36 * 36 * 36 * 36 * 36 - 1;

    /** The page that the query asks for, or empty where it breaks {@link #RULE}. */
    static Optional<Page> of(@Nullable String offset, @Nullable String limit) {
        return at(number(offset, 0), limit);
    }

    /** The page that a cursor leads to, or empty where it breaks {@link #CURSOR_RULE}. */
    static Optional<Page> behind(@Nullable String cursor, @Nullable String limit) {
        if (cursor == null) {
            return at(0, limit);
        }
        return WHOLE_CURSOR.matcher(cursor).matches() ? at(Integer.parseInt(cursor, LETTERS), limit) : Optional.empty();
    }

    /**
     * The cursor of the next page, or null on the last one.
     *
     * @param items how many this page holds
     * @param total how many there are on all pages
     */
    @Nullable
    String next(int items, int total) {
        var next = (long) offset + items;
        return items == 0 || next >= total || next > LAST ? null : Long.toString(next, LETTERS);
    }

    private static Optional<Page> at(long offset, @Nullable String limit) {
        var most = number(limit, 20);
        return offset < 0 || offset > Integer.MAX_VALUE || most < 1 || most > 100
                ? Optional.empty()
                : Optional.of(new Page((int) offset, (int) most));
    }

    /** -1 where it is none. */
    private static long number(@Nullable String text, int absent) {
        if (text == null) {
            return absent;
        }
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
    }
}
