package dev.portico.gateway.composition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.portico.gateway.composition.CallLedger.Read;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Cacheability;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Cancellation;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads and writes JSON of an upstream on behalf of a request: the client that a screen is written with. Each read names
 * the record that it wants. What that record does not hold is not kept; what it does hold has to be there, unless it is
 * {@link org.jspecify.annotations.Nullable}. A record that checks its components in its constructor is an upstream's broken
 * answer where it throws. Equal reads of one request are made once.
 */
public final class JsonClient {

    /** How one kind of record is read. */
    private record Reading(Wanted wanted, ObjectReader reader) {
        <T> T read(byte[] json, Class<T> shape) throws IOException {
            return reader.readValue(JsonSkim.of(json, wanted), shape);
        }
    }

    private static final long LARGEST_BODY = 8 * 1024 * 1024;
    private static final long LARGEST_EXCUSE = 64 * 1024;
    private static final int LONGEST_LINE = 256 * 1024;

    private final Vertx vertx;
    private final ObjectMapper mapper;
    private final Upstream upstream;
    private final BiConsumer<Exchange, MultiMap> identity;
    private final Map<Class<?>, Reading> readings = new ConcurrentHashMap<>();

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
     * @param target path and query, percent-encoded
     * @param shape the wanted record
     */
    public <T> Uni<T> get(PartContext part, String target, Class<T> shape) {
        return read(part, new Read(upstream, target, shape, false), reply -> content(part, reply, shape));
    }

    /**
     * Gets a resource that need not be there: empty where the upstream answers 404 or 410, as {@link #get} otherwise.
     *
     * @param target path and query, percent-encoded
     * @param shape the wanted record
     */
    public <T> Uni<Optional<T>> find(PartContext part, String target, Class<T> shape) {
        return read(part, new Read(upstream, target, shape, true), reply -> switch (reply.status()) {
            case 404, 410 -> {
                used(part, reply);
                drain(reply, part.deadline());
                yield Future.succeededFuture(Optional.empty());
            }
            default -> content(part, reply, shape).map(Optional::of);
        });
    }

    /**
     * Gets what is too much to be held, in a cache too: lines of JSON, each handed on when the one reader asks for it. Fails with
     * {@link UpstreamFailure} where it is not answered with a 2xx, a line is not JSON of the wanted shape or is longer than
     * 256 KB, or the answer breaks off; what came before has been handed on by then. Cancelling it ends the call.
     *
     * @param target path and query, percent-encoded
     * @param shape the wanted record
     * @param pause how long the head, and what is next asked for, may take; all of it has the time of the part
     */
    public <T> Multi<T> lines(PartContext part, String target, Class<T> shape, Duration pause) {
        return Multi.createFrom()
                .<T>publisher(subscriber -> {
                    var cancellation = new Cancellation();
                    var limits = new JsonLines.Limits(
                            LONGEST_LINE, pause.toMillis(), part.deadline().remainingMillis());
                    var lines = new JsonLines<T>(
                            vertx, limits, line -> read(shape, line.getBytes()), subscriber, cancellation::cancel);
                    subscriber.onSubscribe(lines);
                    lines.start(() -> {
                        part.ledger().spend(target);
                        var head = part.within(pause);
                        var fields = fields(part)
                                .set("Accept", "application/x-ndjson")
                                .set("Cache-Control", "no-store");
                        return upstream.fetch(call(head, "GET", target, Body.empty(), fields, cancellation))
                                .compose(reply -> wanted(head, reply));
                    });
                })
                .onFailure()
                .invoke(broken -> part.exchange().calls().breakOff());
    }

    /**
     * Asks for a change. A write that has begun is not cancelled when nobody waits for it any more. Fails with
     * {@link UpstreamFailure} where it certainly was not sent; what else can become of it is an {@link Outcome}.
     *
     * @param shape the record that is wanted of the answer to one that was done
     */
    public <T> Uni<Outcome<T>> write(PartContext part, Write write, Class<T> shape) {
        return Uni.createFrom().emitter(emitter -> {
            part.ledger().spend(write.target());
            upstream.fetch(call(part, write))
                    .compose(reply -> outcome(part, reply, shape))
                    .recover(failure -> unknown(failure))
                    .onComplete(written -> {
                        if (written.succeeded()) {
                            emitter.complete(written.result());
                        } else {
                            emitter.fail(written.cause());
                        }
                    });
        });
    }

    private <T> Uni<T> read(PartContext part, Read read, Function<Reply, Future<T>> content) {
        return Uni.createFrom().deferred(() -> part.ledger()
                .<T>read(
                        read,
                        part.deadline(),
                        () -> new SharedRead<>(vertx, part.deadline(), cancellation -> upstream.fetch(
                                        call(part, "GET", read.target(), Body.empty(), fields(part), cancellation))
                                .compose(content)))
                .by(part.deadline()));
    }

    private Call call(PartContext part, Write write) {
        var fields = fields(part).set("Idempotency-Key", write.idempotencyKey());
        if (write.body() == null) {
            return call(part, write.method(), write.target(), Body.empty(), fields, new Cancellation());
        }
        try {
            var content = Buffer.buffer(mapper.writeValueAsBytes(write.body()));
            fields.set("Content-Type", "application/json");
            return call(part, write.method(), write.target(), new Body.Whole(content), fields, new Cancellation());
        } catch (JsonProcessingException defect) {
            throw new IllegalArgumentException("Not to be written as JSON", defect);
        }
    }

    private static Call call(
            PartContext part, String method, String target, Body body, MultiMap fields, Cancellation cancellation) {
        return new Call(method, target, fields, body, part.deadline(), part.exchange(), interim -> {}, cancellation);
    }

    private MultiMap fields(PartContext part) {
        var fields = MultiMap.caseInsensitiveMultiMap().set("Accept", "application/json");
        identity.accept(part.exchange(), fields);
        return fields;
    }

    private <T> Future<T> content(PartContext part, Reply reply, Class<T> shape) {
        return wanted(part, reply)
                .compose(sound -> sound.collect(vertx, LARGEST_BODY, part.deadline()))
                .map(content -> read(shape, content));
    }

    /** The reply where it is a 2xx. */
    private Future<Reply> wanted(PartContext part, Reply reply) {
        if (reply.status() < 200 || reply.status() > 299) {
            drain(reply, part.deadline());
            return Future.failedFuture(broken("status " + reply.status()));
        }
        used(part, reply);
        return Future.succeededFuture(reply);
    }

    private <T> Future<Outcome<T>> outcome(PartContext part, Reply reply, Class<T> shape) {
        var status = reply.status();
        if (status == 408 || status < 400 || status > 499) { // after a 408 nobody knows how far the upstream had got
            return content(part, reply, shape).map(Outcome.Done::new);
        }
        drain(reply, part.deadline());
        return Future.succeededFuture(status == 409 ? new Outcome.Conflict<>() : new Outcome.Refused<>(status));
    }

    /** A call that never got a connection has changed nothing; of any other one nobody can say. */
    private static <T> Future<Outcome<T>> unknown(Throwable failure) {
        return failure instanceof UpstreamFailure why
                        && why.kind() != UpstreamFailure.Kind.UNREACHABLE
                        && why.kind() != UpstreamFailure.Kind.BUSY
                ? Future.succeededFuture(new Outcome.Unknown<>(why))
                : Future.failedFuture(failure);
    }

    private static void used(PartContext part, Reply reply) {
        part.exchange().calls().used(Cacheability.of(reply.headers()));
    }

    /** Reads what nobody waits for, so that the connection can be kept; unless it is long, or late. */
    private void drain(Reply reply, Deadline deadline) {
        reply.collect(vertx, LARGEST_EXCUSE, deadline);
    }

    private <T> T read(Class<T> shape, byte[] content) {
        try {
            T read = readings.computeIfAbsent(shape, this::reading).read(content, shape);
            if (read == null) {
                throw broken("null instead of what was asked for");
            }
            return read;
        } catch (IOException unreadable) {
            throw new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "not the JSON that was asked for", unreadable);
        }
    }

    private Reading reading(Class<?> shape) {
        return new Reading(Wanted.of(mapper, shape), mapper.readerFor(shape));
    }

    private static UpstreamFailure broken(String why) {
        return new UpstreamFailure(UpstreamFailure.Kind.BROKEN, why, null);
    }
}
