package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.CacheUse;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
import io.vertx.core.MultiMap;
import java.time.InstantSource;

/** Makes the reply to a request of an answer that is stored (RFC 9111 section 4). */
final class Answer {

    private Answer() {}

    /**
     * @param age of what is stored, in milliseconds
     * @param status what the cache says that it did
     */
    static Reply of(Stored stored, Call call, long age, String status) {
        var request = call.headers();
        if (Preconditions.held(request, stored.status(), stored.validators(), stored.times())) {
            return reply(304, headers(stored.confirmation(), age, status), Body.empty());
        }
        if (call.method().equals("HEAD")) {
            return reply(stored.status(), headers(stored.fields(), age, status), Body.empty());
        }
        return switch (ByteRange.of(request, stored)) {
            case ByteRange.All() -> reply(stored.status(), headers(stored.fields(), age, status), content(stored));
            case ByteRange.Part part -> part(stored, part, headers(stored.fields(), age, status));
            case ByteRange.Unsatisfiable() -> {
                var headers = headers(stored.confirmation(), age, status)
                        .set(Names.CONTENT_RANGE, "bytes */" + stored.content().length());
                yield reply(416, headers, Body.empty());
            }
        };
    }

    /** What is stale in place of an answer that could not be had (RFC 5861 section 4). */
    static Reply inPlaceOfError(Stored stored, Lookup lookup, InstantSource clock) {
        lookup.used(CacheUse.STALE);
        var now = clock.millis();
        return of(stored, lookup.call(), stored.age(now), CacheStatus.hit(stored.left(now), "stale-if-error"));
    }

    /** That to a client that holds an answer already which has just come in. */
    static Reply confirmation(Head head, String status) {
        var headers = StoredFields.of(head.headers(), Directives.NONE)
                .ofConfirmation()
                .toMultiMap();
        return reply(304, headers.add(Names.CACHE_STATUS, status), Body.empty());
    }

    private static Reply part(Stored stored, ByteRange.Part part, MultiMap headers) {
        var range = stored.range();
        headers.set(Names.CONTENT_RANGE, range.of(part))
                .set(Names.CONTENT_LENGTH, Long.toString(part.to() - part.from()));
        var content = stored.content().slice((int) (part.from() - range.from()), (int) (part.to() - range.from()));
        return reply(206, headers, new Body.Whole(content));
    }

    private static Body content(Stored stored) {
        return stored.content().length() == 0 ? Body.empty() : new Body.Whole(stored.content(), stored.codings());
    }

    private static MultiMap headers(StoredFields fields, long age, String status) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        fields.writeTo(headers);
        return headers.add(Names.AGE, Long.toString(age / 1000)).add(Names.CACHE_STATUS, status);
    }

    private static Reply reply(int status, MultiMap headers, Body body) {
        return new Reply(status, headers, body, MultiMap::caseInsensitiveMultiMap, () -> {});
    }
}
