package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;

/**
 * When an answer was made (RFC 9111 section 4.2.3); in milliseconds.
 *
 * @param dated when its source says that it was made; when it came in where it does not say
 * @param ageThen how old it was when it came in
 * @param receivedAt when it came in
 */
record Times(long dated, long ageThen, long receivedAt) {

    /** A Date has no fractions of a second: so much later than it says it may have been written. */
    private static final long DATE_MAY_BE_LATE_BY = 999;

    static Times of(MultiMap headers, long requestedAt, long receivedAt) {
        var date = HttpDate.parse(headers.get(Names.DATE), receivedAt);
        var dated = date == HttpDate.NONE ? receivedAt : date;
        var apparent = Math.max(0, receivedAt - dated - DATE_MAY_BE_LATE_BY);
        var corrected = said(headers) * 1000 + Math.max(0, receivedAt - requestedAt);
        return new Times(dated, Math.max(apparent, corrected), receivedAt);
    }

    long age(long now) {
        return ageThen + Math.max(0, now - receivedAt);
    }

    /** Of a list the first member counts, and what is no number does not (RFC 9111 section 5.1). */
    private static long said(MultiMap headers) {
        var lines = headers.getAll(Names.AGE);
        if (lines.isEmpty()) {
            return 0;
        }
        var items = ListItems.of(lines.getFirst());
        return items.isEmpty() ? 0 : Math.max(0, Directives.number(items.getFirst()));
    }
}
