package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a whole an answer has (RFC 9110 section 14.4).
 *
 * @param from the first one
 * @param to the one after the last one
 * @param complete how many the whole has, or {@link Directives#UNSAID}
 */
record ContentRange(long from, long to, long complete) {

    private static final String SEVERAL = "multipart/byteranges";

    static ContentRange ofWhole(long length) {
        return new ContentRange(0, length, length);
    }

    /** What the answer to a request for a part says of itself, or null where it cannot be read. */
    static @Nullable ContentRange of(MultiMap headers) {
        var lines = headers.getAll(Names.CONTENT_RANGE);
        var type = headers.get(Names.CONTENT_TYPE);
        var several = type != null && type.regionMatches(true, 0, SEVERAL, 0, SEVERAL.length());
        return lines.size() == 1 && !several ? parse(lines.getFirst().strip()) : null;
    }

    static @Nullable ContentRange parse(String text) {
        var dash = text.indexOf('-');
        var slash = text.indexOf('/');
        if (!text.regionMatches(true, 0, ByteRange.UNIT + " ", 0, ByteRange.UNIT.length() + 1)
                || dash < 0
                || slash < dash) {
            return null;
        }
        var first = ByteRange.position(text.substring(ByteRange.UNIT.length() + 1, dash));
        var last = ByteRange.position(text.substring(dash + 1, slash));
        var after = text.substring(slash + 1);
        var complete = ByteRange.position(after);
        var sound = first >= 0 && last >= first && (after.equals("*") || complete > last);
        return sound ? new ContentRange(first, last + 1, complete) : null;
    }

    boolean covers(ByteRange.Part part) {
        return part.from() >= from && part.to() <= to;
    }

    long length() {
        return to - from;
    }

    /** The same field for a part of it. */
    String of(ByteRange.Part part) {
        return ByteRange.UNIT + ' ' + part.from() + '-' + (part.to() - 1) + '/' + (complete < 0 ? "*" : complete);
    }
}
