package dev.portico.gateway.edge;

import dev.portico.gateway.Destination.Proxied;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.FieldName;
import dev.portico.gateway.exchange.HopByHop;
import dev.portico.gateway.identity.OutboundIdentity;
import dev.portico.gateway.shaping.ChosenFields;
import dev.portico.gateway.shaping.FieldRules;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The call that a proxied row makes of a request (RFC 9110 section 7.6). */
final class OutboundCall {

    /** What a body's header fields say of its bytes; folded. Of one that was changed it is no longer true. */
    private static final Set<String> ABOUT_THE_BYTES = Set.of(
            "content-digest", "content-length", "content-md5", "content-type", "digest", "repr-digest", "trailer");

    /** An answer of which fields are taken must not come coded, nor in part. */
    private static final FieldRules PLAIN_AND_WHOLE =
            new FieldRules(Map.of(), List.of("Accept-Encoding", "Range", "If-Range"), Map.of(), Map.of());

    private final Exchange exchange;
    private final Proxied to;
    private final OutboundIdentity identity;

    OutboundCall(Exchange exchange, Proxied to, OutboundIdentity identity) {
        this.exchange = exchange;
        this.to = to;
        this.identity = identity;
    }

    Call with(Body body, Consumer<Call.Interim> interim) {
        return new Call(
                exchange.request().method(),
                target(),
                headers(body),
                body,
                Deadline.in(to.timeout()),
                exchange,
                interim);
    }

    private String target() {
        var path = to.rewrite().apply(exchange.path());
        var asked = exchange.request().query();
        var query = to.shape().query().apply(to.shape().trims() ? ChosenFields.without(asked) : asked);
        return query == null ? path : path + "?" + query;
    }

    private MultiMap headers(Body body) {
        var request = exchange.request();
        var hopByHop = HopByHop.of(request.headers("Connection"));
        var headers = HttpHeaders.headers();
        var changed = !to.shape().body().isEmpty() && !(body instanceof Body.Empty);
        request.forEachHeader((name, value) -> {
            var stays = stays(name, body) || changed && ABOUT_THE_BYTES.contains(FieldName.folded(name));
            if (!stays && !hopByHop.includes(name) && !identity.drops(name)) {
                add(headers, name, name.equalsIgnoreCase("If-Match") ? Compression.strengthened(value) : value);
            }
        });
        if (changed && JsonContent.of(request) instanceof JsonContent.Json(var type)) {
            headers.set("Content-Type", type);
        }
        to.shape().requestHeaders().apply(headers);
        if (to.shape().trims()) {
            PLAIN_AND_WHOLE.apply(headers);
        }
        if (body instanceof Body.Empty && "0".equals(request.header("Content-Length"))) {
            headers.set("Content-Length", "0");
        }
        headers.add("Via", request.version() + " portico");
        identity.write(exchange, to.upstream(), headers);
        return headers;
    }

    /** Fields that are about this side of the gateway, or that the call writes itself. */
    private boolean stays(String name, Body body) {
        return name.startsWith(":")
                || name.equalsIgnoreCase("Host")
                || name.equalsIgnoreCase("Content-Length")
                || (name.equalsIgnoreCase("Expect") && !(body instanceof Body.Streamed))
                || (name.equalsIgnoreCase("Authorization") && !forwardsToken());
    }

    /**
     * What the gates have not verified would be taken by the upstream for something that they have; and an API key is for
     * this gateway alone.
     */
    private boolean forwardsToken() {
        return to.forwardsToken()
                && switch (exchange.caller()) {
                    case Caller.Anonymous() -> false;
                    case Caller.User user -> true;
                    case Caller.Partner partner -> partner.token() != null;
                };
    }

    /** HTTP/2 may send cookies as several lines, which HTTP/1.1 must not (RFC 9113 section 8.2.3). */
    private static void add(MultiMap headers, String name, String value) {
        var earlier = name.equalsIgnoreCase("Cookie") ? headers.get(name) : null;
        if (earlier == null) {
            headers.add(name, value);
        } else {
            headers.set(name, earlier + "; " + value);
        }
    }
}
