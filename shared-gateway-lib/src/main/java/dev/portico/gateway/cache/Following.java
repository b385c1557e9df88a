package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.CacheUse;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * A request that waits for what another one is fetching. It keeps to its own deadline and comes back to its own thread. Half
 * of its time it waits for the rest of an answer, which may be long in coming; then nobody waits for that one any more. Where
 * it has waited in vain it begins anew, once, so that of many in its place one asks and not each.
 */
final class Following {

    /**
     * What a request does that waited in vain.
     *
     * @param again wants the same anew, together with others
     * @param alone fetches for this request by itself
     */
    record Otherwise(Supplier<Future<Reply>> again, Supplier<Future<Reply>> alone) {}

    private final Lookup lookup;
    private final Flight flight;
    private final Cause cause;
    private final InstantSource clock;
    private final Otherwise otherwise;
    private final Promise<Reply> answer = Promise.promise();
    private boolean over;
    private long timer;

    Following(Lookup lookup, Flight flight, Cause cause, InstantSource clock, Otherwise otherwise) {
        this.lookup = lookup;
        this.flight = flight;
        this.cause = cause;
        this.clock = clock;
        this.otherwise = otherwise;
    }

    Future<Reply> start(Vertx vertx) {
        var context = vertx.getOrCreateContext();
        var time = lookup.call().deadline().remainingMillis();
        timer = vertx.setTimer(Math.max(1, time / 2), fired -> back(context, () -> waited(vertx, context)));
        answer.future().onComplete(ended -> vertx.cancelTimer(timer));
        lookup.call().cancellation().onCancel(() -> back(context, () -> end(this::cancelled)));
        flight.landed().onSuccess(how -> back(context, () -> end(() -> landed(how))));
        return answer.future();
    }

    private void waited(Vertx vertx, Context context) {
        if (flight.isAnswering()) {
            flight.land(new Flight.Landed.Unshared(Storability.Reason.LENGTH));
        } else if (!over) {
            var left = lookup.call().deadline().remainingMillis();
            timer = vertx.setTimer(left, fired -> back(context, () -> end(this::late)));
        }
    }

    private void alone() {
        otherwise.alone().get().onComplete(answer);
    }

    private void again() {
        if (lookup.waited()) {
            alone();
        } else {
            otherwise.again().get().onComplete(answer);
        }
    }

    private static void back(Context context, Runnable act) {
        context.runOnContext(back -> act.run());
    }

    private void end(Runnable act) {
        if (!over) {
            over = true;
            flight.leave();
            act.run();
        }
    }

    private void landed(Flight.Landed how) {
        switch (how) {
            case Flight.Landed.Shared(var stored)
            when suits(stored) -> {
                lookup.used(CacheUse.COLLAPSED);
                var age = stored.age(clock.millis());
                answer.tryComplete(Answer.of(stored, lookup.call(), age, CacheStatus.collapsed(cause.why())));
            }
            case Flight.Landed.Shared(var stored)
            when !stored.answers(lookup.call().headers()) -> again();
            case Flight.Landed.Shared _ -> alone();
            case Flight.Landed.Unshared(var why) when why == null -> again();
            case Flight.Landed.Unshared _ -> alone();
            case Flight.Landed.Erred(var status) -> erred(status);
            case Flight.Landed.Failed(var failure) when isLate(failure) && mayBeginAnew() -> again();
            case Flight.Landed.Failed(var failure) -> failed(failure);
        }
    }

    /** Whoever asked may have had less time than there is here. */
    private static boolean isLate(Throwable failure) {
        return failure instanceof UpstreamFailure upstream && upstream.kind() == UpstreamFailure.Kind.LATE;
    }

    private boolean mayBeginAnew() {
        return !lookup.waited() && !standsIn() && lookup.call().deadline().remainingMillis() > 1;
    }

    private boolean standsIn() {
        return cause.validate() != null && cause.validate().ifError();
    }

    /** One error may be about the request that got it; after two the rest do not ask too. */
    private void erred(int status) {
        if (standsIn() || lookup.waited()) {
            failed(new UpstreamFailure(kind(status), "the upstream answers " + status, null));
        } else {
            again();
        }
    }

    private static UpstreamFailure.Kind kind(int status) {
        return switch (status) {
            case 503 -> UpstreamFailure.Kind.BUSY;
            case 504 -> UpstreamFailure.Kind.LATE;
            default -> UpstreamFailure.Kind.BROKEN;
        };
    }

    private boolean suits(Stored stored) {
        return stored.answers(lookup.call().headers())
                && switch (Freshness.of(lookup.asked(), stored.terms(), stored.age(clock.millis()))) {
                    case Freshness.Fit() -> true;
                    case Freshness.FitMeanwhile _, Freshness.Unfit _ -> false;
                };
    }

    private void failed(Throwable failure) {
        var validate = cause.validate();
        if (validate != null && validate.ifError()) {
            answer.tryComplete(Answer.inPlaceOfError(validate.stored(), lookup, clock));
        } else {
            lookup.used(CacheUse.MISS);
            answer.tryFail(Leading.told(validate, failure));
        }
    }

    private void late() {
        failed(new UpstreamFailure(UpstreamFailure.Kind.LATE, "no answer in time", null));
    }

    private void cancelled() {
        answer.tryFail(new CancellationException("nobody waits for it any more"));
    }
}
