package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.HopByHop;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asking whether a stored answer is still right, and what follows from the answer (RFC 9111 section 4.3). */
final class Validation {

    /** What a newer head does not change: what is about the bytes that are stored, and what is for one client only. */
    private static final Set<String> NOT_RENEWED =
            Set.of("content-encoding", "content-length", "content-range", "set-cookie");

    private Validation() {}

    /**
     * Makes a request's header fields ask for anything but what is stored (RFC 9111 section 4.3.1). By a date
     * only one answer can be told from others.
     */
    static void ask(MultiMap request, List<Validators> stored) {
        Preconditions.remove(request);
        var tags = stored.stream()
                .flatMap(known -> Stream.ofNullable(known.etag()))
                .collect(Collectors.joining(", "));
        if (!tags.isEmpty()) {
            request.set(Names.IF_NONE_MATCH, tags);
        }
        var date = stored.size() == 1 ? stored.getFirst().lastModified() : null;
        if (date != null) {
            request.set(Names.IF_MODIFIED_SINCE, date);
        }
    }

    /** Which of those that it was asked about a 304 is about, or null where that cannot be told. */
    static @Nullable Stored confirmed(MultiMap headers, List<Stored> known) {
        if (known.size() > 1 && !headers.contains(Names.ETAG)) {
            return null;
        }
        for (var stored : known) {
            if (confirms(headers, stored.validators())) {
                return stored;
            }
        }
        return null;
    }

    /**
     * Whether a 304 is about what is stored (RFC 9111 section 4.3.4): by its strong tag, else by what both have. One
     * without any validator can only mean what it was asked about.
     */
    static boolean confirms(MultiMap headers, Validators stored) {
        var said = Validators.of(headers);
        if (said.etag() != null && stored.etag() == null && said.lastModified() != null) {
            return said.lastModified().equals(stored.lastModified());
        } else if (said.strong()) {
            return Objects.equals(said.etag(), stored.etag());
        } else if (said.etag() != null) {
            return Validators.sameWeakly(said.etag(), stored.etag());
        }
        return said.lastModified() == null || Objects.equals(said.lastModified(), stored.lastModified());
    }

    /** Whether the answer to a HEAD is the head of what is stored (RFC 9111 section 4.3.5). */
    static boolean describes(MultiMap headers, Stored stored) {
        var said = Validators.of(headers);
        var length = headers.get(Names.CONTENT_LENGTH);
        return (said.etag() == null || said.etag().equals(stored.validators().etag()))
                && (said.lastModified() == null
                        || said.lastModified().equals(stored.validators().lastModified()))
                && (length == null
                        || Directives.number(length) == stored.content().length());
    }

    /**
     * The head of what is stored, as a newer one for it has it (RFC 9111 section 3.2). A cookie that came with the newer
     * one is for who asked.
     */
    static Head renewed(Stored stored, Head newer) {
        var hopByHop = HopByHop.of(newer.headers().getAll("Connection"));
        var merged = stored.fields().toMultiMap();
        for (var name : newer.headers().names()) {
            if (!hopByHop.includes(name) && !NOT_RENEWED.contains(name.toLowerCase(Locale.ROOT))) {
                merged.set(name, newer.headers().getAll(name));
            }
        }
        return new Head(stored.status(), merged, newer.times());
    }
}
