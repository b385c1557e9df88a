package dev.portico.gateway.composition;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * Reads JSON from an upstream on behalf of a request: the client that a screen is written with. Each read names the record
 * that it wants; what that record does not hold is not kept.
 */
public final class JsonClient {

    private static final long LARGEST_BODY = 8 * 1024 * 1024;

    private final Vertx vertx;
    private final ObjectMapper mapper;
    private final Upstream upstream;
    private final BiConsumer<Exchange, MultiMap> identity;

    /** @param identity writes who is calling into the header fields of a call */
    public JsonClient(Vertx vertx, ObjectMapper mapper, Upstream upstream, BiConsumer<Exchange, MultiMap> identity) {
        this.vertx = vertx;
        this.mapper = mapper;
        this.upstream = upstream;
        this.identity = identity;
    }

    /**
     * Gets a resource. Fails with {@link UpstreamFailure} when it is not answered with a 2xx and JSON of the wanted shape by
     * the deadline.
     *
     * @param exchange the request on whose behalf it is got
     * @param target path and query, percent-encoded
     * @param shape the wanted record
     */
    public <T> Uni<T> get(Exchange exchange, String target, Class<T> shape, Deadline deadline) {
        return Uni.createFrom().deferred(() -> {
            var headers = MultiMap.caseInsensitiveMultiMap().set("Accept", "application/json");
            identity.accept(exchange, headers);
            var call = new Call("GET", target, headers, Body.empty(), deadline, exchange, interim -> {});
            return upstream.fetch(call).chain(reply -> content(reply, deadline)).map(content -> read(shape, content));
        });
    }

    private Uni<Buffer> content(Reply reply, Deadline deadline) {
        if (reply.status() < 200 || reply.status() > 299) {
            reply.discard();
            return Uni.createFrom()
                    .failure(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "status " + reply.status(), null));
        }
        return reply.body()
                .collect(vertx, LARGEST_BODY, deadline)
                .onFailure()
                .invoke(reply::discard)
                .onCancellation()
                .invoke(reply::discard);
    }

    private <T> T read(Class<T> shape, Buffer content) {
        try {
            var read = mapper.readValue(content.getBytes(), shape);
            if (read == null) {
                throw new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "null instead of what was asked for", null);
            }
            return read;
        } catch (IOException unreadable) {
            throw new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "not the JSON that was asked for", unreadable);
        }
    }
}
