package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;

/** What a client's conditions say of an answer that is here (RFC 9110 section 13, RFC 9111 section 4.3.2). */
final class Preconditions {

    private Preconditions() {}

    /** Whether a request has conditions that only the resource itself can decide. */
    static boolean areForOrigin(MultiMap request) {
        return request.contains(Names.IF_MATCH) || request.contains(Names.IF_UNMODIFIED_SINCE);
    }

    /** Whether the client holds the answer already. */
    static boolean held(MultiMap request, int status, Validators validators, Times times) {
        if (status < 200 || status > 299) {
            return false;
        }
        return request.contains(Names.IF_NONE_MATCH)
                ? listed(request.getAll(Names.IF_NONE_MATCH), validators)
                : request.contains(Names.IF_MODIFIED_SINCE) && unmodified(request, validators, times);
    }

    /** Without the conditions that this cache decides, so that the whole answer comes. */
    static void remove(MultiMap request) {
        request.remove(Names.IF_NONE_MATCH).remove(Names.IF_MODIFIED_SINCE);
    }

    /** Weak comparison; a star matches whatever is there. */
    private static boolean listed(Iterable<String> lines, Validators validators) {
        for (var line : lines) {
            for (var tag : ListItems.of(line)) {
                if (tag.equals("*") || Validators.sameWeakly(tag, validators.etag())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What does not say when it was changed was not after it was made. */
    private static boolean unmodified(MultiMap request, Validators validators, Times times) {
        var lines = request.getAll(Names.IF_MODIFIED_SINCE);
        if (lines.size() != 1) {
            return false;
        }
        var since = HttpDate.parse(lines.getFirst(), times.receivedAt());
        var modified = HttpDate.parse(validators.lastModified(), times.receivedAt());
        return since != HttpDate.NONE && (modified == HttpDate.NONE ? times.dated() : modified) <= since;
    }
}
