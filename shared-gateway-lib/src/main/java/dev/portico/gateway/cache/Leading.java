package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.CacheUse;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an answer for the request that wanted it first, keeps it where it may be kept, and tells those that wait for the
 * same. On the event loop on which the answer arrives.
 */
final class Leading {

    /** RFC 5861 section 4. */
    private static final Set<Integer> ERRORS = Set.of(500, 502, 503, 504);

    /** What a flight needs to get on. */
    record Means(Vertx vertx, Upstream next, MemoryCache memory, Store store, InstantSource clock) {}

    private final Means means;
    private final Lookup lookup;
    private final Flight flight;
    private final Cause cause;
    private final Keeping keeping;
    private final Promise<Reply> answer = Promise.promise();
    private final AtomicBoolean left = new AtomicBoolean();
    private List<Stored> told = List.of();
    private long sentAt;

    Leading(Means means, Lookup lookup, Flight flight, Cause cause) {
        this.means = means;
        this.lookup = lookup;
        this.flight = flight;
        this.cause = cause;
        this.keeping = new Keeping(means, lookup, flight);
    }

    Future<Reply> start() {
        if (cause.awaited()) {
            lookup.call().cancellation().onCancel(this::cancelled);
        }
        send(cause.known());
        return answer.future();
    }

    /** Takes an answer that has come already, to a request that was sent then. */
    Future<Reply> take(Reply reply, long then) {
        lookup.call().cancellation().onCancel(this::cancelled);
        flight.cancellation().onCancel(reply::discard);
        sentAt = then;
        ended(Future.succeededFuture(reply));
        return answer.future();
    }

    private void send(List<Stored> known) {
        told = known;
        sentAt = means.clock.millis();
        var call = Outgoing.fetching(lookup.call(), known, cause.bringsWhole(), flight.cancellation());
        Future.succeededFuture(call).compose(means.next::fetch).onComplete(this::ended);
    }

    private void ended(AsyncResult<Reply> fetched) {
        try {
            if (fetched.succeeded()) {
                arrived(fetched.result());
            } else {
                failed(fetched.cause());
            }
        } catch (RuntimeException defect) {
            flight.land(new Flight.Landed.Failed(defect));
            answer.tryFail(defect);
        }
    }

    private void arrived(Reply reply) {
        var head = Head.of(reply, sentAt, means.clock.millis());
        var validate = cause.validate();
        if (!told.isEmpty() && reply.status() == 304) {
            reply.discard();
            confirmed(head);
        } else if (validate != null && validate.ifError() && ERRORS.contains(reply.status())) {
            reply.discard();
            standIn(validate.stored(), new Flight.Landed.Erred(reply.status()));
        } else {
            received(head, reply);
        }
    }

    private void confirmed(Head newer) {
        var stored = Validation.confirmed(newer.headers(), told);
        if (stored == null) {
            send(List.of());
            return;
        }
        used(CacheUse.VALIDATED);
        var head = Validation.renewed(stored, newer);
        var status = CacheStatus.forwarded(cause.why(), 304);
        switch (storability(head)) {
            case Storability.Storable(var terms) -> {
                var renewed = stored.renewed(head, terms, lookup.call().headers(), lookup.rule());
                keeping.keep(renewed, null);
                answer(renewed, CacheStatus.stored(status, renewed.left(means.clock.millis())), newer);
            }
            case Storability.Unstorable(var why) -> {
                var renewed = stored.renewed(head, stored.terms(), lookup.call().headers(), lookup.rule());
                forget(stored, why);
                flight.land(new Flight.Landed.Unshared(lasting(head, why)));
                answer(renewed, CacheStatus.unstored(status, why), newer);
            }
        }
    }

    private void answer(Stored stored, String status, Head newer) {
        var reply = Answer.of(stored, lookup.call(), stored.age(means.clock.millis()), status);
        newer.headers().getAll(Names.SET_COOKIE).forEach(cookie -> reply.headers()
                .add(Names.SET_COOKIE, cookie));
        answer.tryComplete(reply);
    }

    private void received(Head head, Reply reply) {
        used(CacheUse.MISS);
        switch (storability(head)) {
            case Storability.Unstorable(var why) -> unshared(head, reply, why);
            case Storability.Storable(var terms) -> {
                switch (reply.body()) {
                    case Body.Empty() -> whole(head, terms, Buffer.buffer(), reply);
                    case Body.Whole(var content, var codings)
                    when content.length() > means.memory.largest() -> unshared(head, reply, Storability.Reason.SIZE);
                    case Body.Whole(var content, var codings) -> whole(head, terms, content, reply);
                    case Body.Streamed(var stream, var length)
                    when length > means.memory.largest() -> unshared(head, reply, Storability.Reason.SIZE);
                    case Body.Streamed(var stream, var length)
                    when length < 0 && !head.headers().contains(Names.TRANSFER_ENCODING) ->
                        unshared(head, reply, Storability.Reason.LENGTH);
                    case Body.Streamed streamed -> gathered(head, terms, streamed, reply);
                }
            }
        }
    }

    private Storability storability(Head head) {
        return Vary.of(head.headers(), lookup.call().headers()).length() > Vary.LARGEST
                ? new Storability.Unstorable(Storability.Reason.REQUEST_SIZE)
                : Storability.of(head, lookup.asked(), lookup.credentials(), lookup.rule());
    }

    /** Ends what is stored, unless that is as good for others as it was. */
    private void forget(Stored stored, Storability.Reason why) {
        if (!why.isOfRequest()) {
            keeping.forget(stored);
        }
    }

    /** What is newer than what is stored takes its place even where it is not kept itself. */
    private void unshared(Head head, Reply reply, Storability.Reason why) {
        if (cause.validate() != null && head.status() < 500) {
            forget(cause.validate().stored(), why);
        }
        flight.land(
                head.status() >= 500
                        ? new Flight.Landed.Erred(head.status())
                        : new Flight.Landed.Unshared(lasting(head, why)));
        pass(head, reply, CacheStatus.unstored(CacheStatus.forwarded(cause.why(), head.status()), why));
    }

    /** An error may be only this request's, and so may be what is too large. */
    private static Storability.@Nullable Reason lasting(Head head, Storability.Reason why) {
        return head.status() / 100 == 2 && why != Storability.Reason.REQUEST_SIZE ? why : null;
    }

    private void whole(Head head, Terms terms, Buffer content, Reply reply) {
        var kept = keeping.keep(stored(head, terms, content), former());
        pass(head, reply, kept ? said(head, terms) : CacheStatus.forwarded(cause.why(), head.status()));
    }

    private void gathered(Head head, Terms terms, Body.Streamed body, Reply reply) {
        var read = awaited() && !held(head);
        var gathering = new Gathering(
                flight,
                content -> keeping.keep(stored(head, terms, content), former()),
                read ? () -> {} : reply::discard);
        var tee = new Tee(body, means.memory, gathering);
        var said = said(head, terms);
        flight.answering();
        gathering.until(lookup.call().deadline(), tee, means.vertx);
        if (read) {
            // What is kept of the head is made when the content is here.
            var headers = MultiMap.caseInsensitiveMultiMap().addAll(reply.headers());
            answer.tryComplete(new Reply(
                    reply.status(),
                    headers.add(Names.CACHE_STATUS, said),
                    new Body.Streamed(tee, body.length()),
                    reply.trailers(),
                    () -> gone(tee)));
        } else {
            tee.drop();
            answer.tryComplete(Answer.confirmation(head, said));
        }
        tee.start();
    }

    private Stored stored(Head head, Terms terms, Buffer content) {
        return Stored.of(head, terms, lookup.call().headers(), content, lookup.rule());
    }

    private @Nullable Stored former() {
        return cause.validate() == null ? null : cause.validate().stored();
    }

    private String said(Head head, Terms terms) {
        var left = terms.lifetime() - head.times().age(means.clock.millis());
        return CacheStatus.stored(CacheStatus.forwarded(cause.why(), head.status()), left);
    }

    private boolean awaited() {
        return cause.awaited() && !left.get();
    }

    private void pass(Head head, Reply reply, String said) {
        if (!awaited() || held(head)) {
            reply.discard();
            answer.tryComplete(Answer.confirmation(head, said));
        } else {
            reply.headers().add(Names.CACHE_STATUS, said);
            answer.tryComplete(reply);
        }
    }

    private boolean held(Head head) {
        return !Invalidation.mayChange(lookup.call().method())
                && Preconditions.held(
                        lookup.call().headers(), head.status(), Validators.of(head.headers()), head.times());
    }

    private void failed(Throwable failure) {
        if (failure instanceof UpstreamFailure
                && cause.validate() != null
                && cause.validate().ifError()) {
            standIn(cause.validate().stored(), new Flight.Landed.Failed(failure));
            return;
        }
        used(CacheUse.MISS);
        flight.land(
                failure instanceof CancellationException
                        ? new Flight.Landed.Unshared(null)
                        : new Flight.Landed.Failed(failure));
        answer.tryFail(told(cause.validate(), failure));
    }

    /** What must not be used stale is answered with 504 where its upstream is not there (RFC 9111 section 5.2.2.2). */
    static Throwable told(Plan.@Nullable Validate validate, Throwable failure) {
        return failure instanceof UpstreamFailure
                        && validate != null
                        && validate.stored().terms().mustRevalidate()
                ? new UpstreamFailure(UpstreamFailure.Kind.LATE, "what is stored cannot be validated", failure)
                : failure;
    }

    private void standIn(Stored stored, Flight.Landed how) {
        flight.land(how);
        answer.tryComplete(Answer.inPlaceOfError(stored, lookup, means.clock));
    }

    private void used(CacheUse use) {
        if (cause.awaited()) {
            lookup.used(use);
        }
    }

    private void cancelled() {
        leave();
        answer.tryFail(new CancellationException("nobody waits for it any more"));
    }

    private void gone(Tee tee) {
        tee.drop();
        leave();
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            flight.leave();
        }
    }
}
