package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an answer may be kept (RFC 9111 sections 3 and 3.5). */
sealed interface Storability {

    /** It may, on these terms. */
    record Storable(Terms terms) implements Storability {}

    /** It must not be, or it would be of no use. */
    record Unstorable(Reason why) implements Storability {}

    /** Why an answer is not kept. */
    enum Reason {
        /** The client does not want it. */
        REQUEST_NO_STORE,
        NO_STORE,
        PRIVATE,
        /** It was fetched with credentials, and does not say that others may have it. */
        CREDENTIALS,
        /** It sets a cookie. */
        COOKIE,
        /** It depends on more than a request says. */
        VARY,
        /** Its status does not let it be kept. */
        STATUS,
        /** It is never fresh and cannot be validated. */
        USELESS,
        /** It is larger than one may be. */
        SIZE,
        /** Where it ends cannot be known. */
        LENGTH,
        /** It has no end. */
        STREAM,
        /** The request's fields on which it depends are larger than is kept beside an answer. */
        REQUEST_SIZE;

        /** Whether it is about who asked, so that what is kept for others is no worse for it. */
        boolean isOfRequest() {
            return switch (this) {
                case REQUEST_NO_STORE, CREDENTIALS, REQUEST_SIZE -> true;
                case NO_STORE, PRIVATE, COOKIE, VARY, STATUS, USELESS, SIZE, LENGTH, STREAM -> false;
            };
        }

        /** As the {@code detail} of Cache-Status says it, a token. */
        String detail() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    String EVENTS = "text/event-stream";

    /** The final statuses whose meaning for caches is known here. */
    Set<Integer> UNDERSTOOD = Set.of(
            200, 203, 204, 206, 300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 406, 409, 410, 411, 413, 414,
            415, 421, 422, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504);

    static Storability of(Head head, Asked asked, Credentials credentials, CacheRule rule) {
        var headers = head.headers();
        var said = Directives.ofAnswer(headers);
        var withheld = withheld(head, said);
        if (withheld != null) {
            return new Unstorable(withheld);
        } else if (asked.noStore()) {
            return new Unstorable(Reason.REQUEST_NO_STORE);
        } else if (!isOpen(headers, said, credentials)) {
            return new Unstorable(Reason.CREDENTIALS);
        } else if (!rule.cookies() && headers.contains(Names.SET_COOKIE) && !withholdsCookies(said)) {
            return new Unstorable(Reason.COOKIE);
        } else if (Vary.names(headers).contains(Vary.ANYTHING)) {
            return new Unstorable(Reason.VARY);
        } else if (isEvents(headers.get(Names.CONTENT_TYPE))) {
            return new Unstorable(Reason.STREAM);
        }
        var terms = Terms.of(head.status(), headers, said, head.times(), rule.times());
        return terms.areOfUse() || Validators.of(headers).any() ? new Storable(terms) : new Unstorable(Reason.USELESS);
    }

    private static @Nullable Reason withheld(Head head, Directives said) {
        var status = head.status();
        var mustUnderstand = said.has("must-understand");
        if (status < 200
                || status == 206 && ContentRange.of(head.headers()) == null
                || status == 304
                || mustUnderstand && !UNDERSTOOD.contains(status)) {
            return Reason.STATUS;
        } else if (said.has("no-store") && !mustUnderstand) {
            return Reason.NO_STORE;
        } else if (said.hasUnqualified("private")) {
            return Reason.PRIVATE;
        }
        return Terms.HEURISTICALLY_CACHEABLE.contains(status) || Terms.explicit(head.headers(), said)
                ? null
                : Reason.STATUS;
    }

    /** Server-sent events come for as long as somebody listens, and those who wait for the whole would wait as long. */
    private static boolean isEvents(@Nullable String type) {
        return type != null && type.regionMatches(true, 0, EVENTS, 0, EVENTS.length());
    }

    private static boolean isOpen(MultiMap headers, Directives said, Credentials credentials) {
        return switch (credentials) {
            case NONE -> true;
            case COOKIE -> isForEverybody(said) || Vary.names(headers).contains("cookie");
            case AUTHORIZATION -> isForEverybody(said);
        };
    }

    /** Then the rest is for everybody, as it says itself. */
    private static boolean withholdsCookies(Directives said) {
        return said.fields("private").contains("set-cookie")
                || said.fields("no-cache").contains("set-cookie");
    }

    private static boolean isForEverybody(Directives said) {
        return said.has("public") || said.has("s-maxage") || said.has("must-revalidate");
    }
}
