package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Calls and answers as tests of the cache need them. */
final class Answers {

    static final long NOW = HttpDate.parse("Mon, 23 Nov 2026 12:00:00 GMT", 0);

    static final Route ROW = new Route(1, "products", "/products/**");

    private Answers() {}

    static Call get(String target, String... fields) {
        return call("GET", target, Caller.anonymous(), fields);
    }

    static Call call(String method, String target, Caller caller, String... fields) {
        var request = SentRequest.get("/api" + target).by(method);
        var headers = Fields.of(fields);
        for (var field : headers) {
            request = request.with(field.getKey(), field.getValue());
        }
        return new Call(
                method,
                target,
                headers,
                Body.empty(),
                Deadline.in(Duration.ofMinutes(1)),
                Exchange.of(request).matched(ROW, "/api" + target).as(caller),
                interim -> {});
    }

    static Reply reply(int status, String content, String... fields) {
        var body = content.isEmpty() ? Body.empty() : new Body.Whole(Buffer.buffer(content));
        return new Reply(status, Fields.of(fields), body, MultiMap::caseInsensitiveMultiMap, () -> {});
    }

    static Stored stored(String content, String... fields) {
        return stored(200, content, MultiMap.caseInsensitiveMultiMap(), fields);
    }

    static Stored stored(int status, String content, MultiMap request, String... fields) {
        var headers = Fields.of(fields);
        if (!headers.contains("Date")) {
            headers.set("Date", HttpDate.format(NOW));
        }
        var head = new Head(status, headers, Times.of(headers, NOW, NOW));
        var terms = Terms.of(status, headers, Directives.ofAnswer(headers), head.times(), CacheRule.Times.AS_SAID);
        return Stored.of(head, terms, request, Buffer.buffer(content), CacheRule.STANDARD);
    }
}
