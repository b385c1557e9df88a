package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;

/** Which part of an answer a request wants (RFC 9110 section 14). */
sealed interface ByteRange {

    /** All of it, whether it asked so or asks for something that is not given in parts. */
    record All() implements ByteRange {}

    /**
     * One part.
     *
     * @param from its first byte
     * @param to after its last byte
     */
    record Part(long from, long to) implements ByteRange {}

    /** A part that does not exist. */
    record Unsatisfiable() implements ByteRange {}

    ByteRange ALL = new All();

    String UNIT = "bytes";

    /** More bytes than anything has. */
    long FARTHEST = 1L << 59;

    static ByteRange of(MultiMap request, Stored stored) {
        if (!request.contains(Names.RANGE)) {
            return ALL;
        }
        var lines = request.getAll(Names.RANGE);
        if (lines.size() != 1 || stored.status() != 200 && !stored.isPart() || !sameStill(request, stored)) {
            return ALL;
        }
        var complete = stored.range().complete();
        return parse(lines.getFirst().strip(), complete < 0 ? FARTHEST : complete);
    }

    /** Several parts at once are not given: each costs a head, and many are an attack. */
    static ByteRange parse(String range, long length) {
        if (!range.regionMatches(true, 0, UNIT + "=", 0, 6)) {
            return ALL;
        }
        var spec = range.substring(6).strip();
        var dash = spec.indexOf('-');
        if (dash < 0 || spec.indexOf(',') >= 0) {
            return ALL;
        }
        var from = position(spec.substring(0, dash));
        var last = position(spec.substring(dash + 1));
        if (dash == 0) {
            return suffix(last, length);
        } else if (from < 0 || last < 0 && dash < spec.length() - 1 || last >= 0 && last < from) {
            return ALL;
        } else if (from >= length) {
            return new Unsatisfiable();
        }
        return new Part(from, last < 0 ? length : Math.min(last + 1, length));
    }

    private static ByteRange suffix(long bytes, long length) {
        if (bytes < 0) {
            return ALL;
        }
        return bytes == 0 || length == 0 ? new Unsatisfiable() : new Part(Math.max(0, length - bytes), length);
    }

    /** The number of a byte, or a negative one for what is none. */
    static long position(String digits) {
        return Directives.number(digits, FARTHEST);
    }

    /** Whether If-Range, which compares strongly, lets a part be sent (RFC 9110 section 13.1.5). */
    private static boolean sameStill(MultiMap request, Stored stored) {
        var condition = request.get(Names.IF_RANGE);
        if (condition == null) {
            return true;
        }
        var validators = stored.validators();
        if (condition.startsWith("\"") || Validators.weak(condition)) {
            return validators.strong() && condition.strip().equals(validators.etag());
        }
        var now = stored.times().receivedAt();
        var date = HttpDate.parse(condition, now);
        var modified = HttpDate.parse(validators.lastModified(), now);
        return date != HttpDate.NONE
                && date == modified
                && modified + 1000 <= stored.times().dated();
    }
}
