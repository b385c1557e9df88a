package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Codings;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;

/**
 * An answer that is kept, ready to be written. Immutable; shared between event loops, so nobody may change its
 * content.
 *
 * @param fields what a client gets of its header fields
 * @param confirmation what one gets that holds it already
 * @param codings of the content, made when somebody wants them
 * @param tags by which it can be purged
 * @param weight about how many bytes of memory it takes
 */
record Stored(
        int status,
        StoredFields fields,
        StoredFields confirmation,
        Buffer content,
        Codings codings,
        Terms terms,
        Times times,
        Vary vary,
        Validators validators,
        List<String> tags,
        int weight) {

    private static final Set<String> TAG_FIELDS = Set.of("surrogate-key", "cache-tag");

    private static final int OVERHEAD = 512;

    /** A tag is in an index too. */
    private static final int TAG_OVERHEAD = 200;

    /** @param request the header fields that it was fetched with */
    static Stored of(Head head, Terms terms, MultiMap request, Buffer content, CacheRule rule) {
        var headers = head.headers();
        var kept = StoredFields.of(headers, Directives.ofAnswer(headers)).toMultiMap();
        if (hasContent(head.status())) {
            kept.set(Names.CONTENT_LENGTH, Integer.toString(content.length()));
        }
        if (!rule.cookies()) {
            kept.remove(Names.SET_COOKIE);
        }
        var tags = tags(headers);
        var all = StoredFields.of(kept, Directives.NONE);
        var fields = rule.hidesTags() && !tags.isEmpty() ? all.without(TAG_FIELDS) : all;
        var vary = Vary.of(headers, request);
        return of(head.status(), fields, content, terms, head.times(), vary, Validators.of(headers), tags);
    }

    /** What follows from the rest is made here. */
    static Stored of(
            int status,
            StoredFields fields,
            Buffer content,
            Terms terms,
            Times times,
            Vary vary,
            Validators validators,
            List<String> tags) {
        var weight = OVERHEAD
                + 2 * fields.weight()
                + content.length()
                + content.length() / 2
                + vary.weight()
                + validators.weight()
                + tags.stream().mapToInt(tag -> TAG_OVERHEAD + tag.length()).sum();
        return new Stored(
                status,
                fields,
                fields.ofConfirmation(),
                content,
                new Codings(),
                terms,
                times,
                vary,
                validators,
                tags,
                weight);
    }

    /** What is stored under a newer head. What that does not say of tags stays as it was. */
    Stored renewed(Head head, Terms newer, MultiMap request, CacheRule rule) {
        var renewed = of(head, newer, request, content, rule);
        return new Stored(
                renewed.status,
                renewed.fields,
                renewed.confirmation,
                content,
                codings,
                newer,
                renewed.times,
                renewed.vary,
                renewed.validators,
                renewed.tags.isEmpty() ? tags : renewed.tags,
                renewed.weight);
    }

    /** Whether it is a part of an answer only (RFC 9111 section 3.3). */
    boolean isPart() {
        return status == 206;
    }

    /** Which bytes it has. */
    ContentRange range() {
        var part = isPart() ? ContentRange.of(fields.toMultiMap()) : null;
        return part == null ? ContentRange.ofWhole(content.length()) : part;
    }

    /** Whether its content is as long as it says itself. */
    boolean isSound() {
        return range().length() == content.length();
    }

    /** Whether it is an answer to such a request, were it fresh: one of the same kind, with all bytes that are wanted. */
    boolean answers(MultiMap request) {
        return vary.matches(request)
                && (!isPart() || ByteRange.of(request, this) instanceof ByteRange.Part part && range().covers(part));
    }

    long age(long now) {
        return times.age(now);
    }

    /** For how long it is fresh still, in milliseconds; negative once it is stale. */
    long left(long now) {
        return terms.lifetime() - age(now);
    }

    private static boolean hasContent(int status) {
        return status != 204 && status != 205;
    }

    /** Surrogate-Key separates by spaces, Cache-Tag by commas; each takes the other's too. */
    private static List<String> tags(MultiMap headers) {
        var lines = headers.getAll("Surrogate-Key");
        lines = lines.isEmpty() ? headers.getAll("Cache-Tag") : lines;
        return lines.stream()
                .flatMap(line -> List.of(line.split("[\\s,]+", -1)).stream())
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .limit(100)
                .toList();
    }
}
