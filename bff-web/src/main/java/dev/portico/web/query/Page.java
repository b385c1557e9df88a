package dev.portico.web.query;

import dev.portico.gateway.composition.Query;

/**
 * The part of a list that a screen shows.
 *
 * @param number counted from 1
 * @param size how many items it holds at most
 */
public record Page(int number, int size) {

    private static final int LAST = 10_000;
    private static final int LARGEST = 100;
    private static final int USUAL = 20;

    /** What {@code page} and {@code size} ask for. */
    public static Page of(Query query) {
        return new Page(
                query.whole("page", 1, LAST).map(Long::intValue).orElse(1),
                query.whole("size", 1, LARGEST).map(Long::intValue).orElse(USUAL));
    }

    /** How many items come before it. */
    public int offset() {
        return (number - 1) * size;
    }

    /** How many pages of this size a list fills. */
    public int pages(int items) {
        return Math.ceilDiv(items, size);
    }
}
