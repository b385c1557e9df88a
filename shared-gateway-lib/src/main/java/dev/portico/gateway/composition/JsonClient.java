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
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads JSON from an upstream on behalf of a request: the client that a screen is written with. Each read names the record
 * that it wants. What that record does not hold is not kept; what it does hold has to be there, unless it is
 * {@link org.jspecify.annotations.Nullable}. A record that checks its components in its constructor is an upstream's broken
 * answer where it throws.
 */
public final class JsonClient {

    private static final long LARGEST_BODY = 8 * 1024 * 1024;
    private static final long LARGEST_EXCUSE = 64 * 1024;

    private final Vertx vertx;
    private final ObjectMapper mapper;
    private final Upstream upstream;
    private final BiConsumer<Exchange, MultiMap> identity;

    /** @param identity writes who is calling into the header fields of a call */
    public JsonClient(Vertx vertx, ObjectMapper mapper, Upstream upstream, BiConsumer<Exchange, MultiMap> identity) {
        this.vertx = vertx;
        this.mapper = StrictJson.like(mapper);
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
        return read(exchange, target, deadline, reply -> content(reply, shape, deadline));
    }

    /**
     * Gets a resource that need not be there: empty where the upstream answers 404 or 410, as {@link #get} otherwise.
     *
     * @param exchange the request on whose behalf it is got
     * @param target path and query, percent-encoded
     * @param shape the wanted record
     */
    public <T> Uni<Optional<T>> find(Exchange exchange, String target, Class<T> shape, Deadline deadline) {
        return read(exchange, target, deadline, reply -> switch (reply.status()) {
            case 404, 410 -> {
                drain(reply, deadline);
                yield Future.succeededFuture(Optional.empty());
            }
            default -> content(reply, shape, deadline).map(Optional::of);
        });
    }

    private <T> Uni<T> read(Exchange exchange, String target, Deadline deadline, Function<Reply, Future<T>> content) {
        return Uni.createFrom().emitter(emitter -> {
            var headers = MultiMap.caseInsensitiveMultiMap().set("Accept", "application/json");
            identity.accept(exchange, headers);
            var call = new Call("GET", target, headers, Body.empty(), deadline, exchange, interim -> {});
            var over = new AtomicBoolean();
            emitter.onTermination(() -> {
                if (!over.get()) {
                    call.cancellation().cancel();
                }
            });
            upstream.fetch(call).compose(content).onComplete(read -> {
                over.set(true);
                if (read.succeeded()) {
                    emitter.complete(read.result());
                } else {
                    emitter.fail(read.cause());
                }
            });
        });
    }

    private <T> Future<T> content(Reply reply, Class<T> shape, Deadline deadline) {
        if (reply.status() < 200 || reply.status() > 299) {
            drain(reply, deadline);
            return Future.failedFuture(
                    new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "status " + reply.status(), null));
        }
        return reply.collect(vertx, LARGEST_BODY, deadline).map(content -> read(shape, content));
    }

    /** Reads what nobody waits for, so that the connection can be kept; unless it is long, or late. */
    private void drain(Reply reply, Deadline deadline) {
        reply.collect(vertx, LARGEST_EXCUSE, deadline);
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
