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
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for what another one is fetching. It keeps to its own deadline and comes back to its own thread. Half
 * of its time it waits for the rest of an answer, which may be long in coming; then it asks for itself.
 */
final class Following {

    private final Lookup lookup;
    private final Flight flight;
    private final Cause cause;
    private final InstantSource clock;
    private final Supplier<Future<Reply>> alone;
    private final Promise<Reply> answer = Promise.promise();
    private boolean over;
    private long timer;

    /** @param alone fetches for this request by itself */
    Following(Lookup lookup, Flight flight, Cause cause, InstantSource clock, Supplier<Future<Reply>> alone) {
        this.lookup = lookup;
        this.flight = flight;
        this.cause = cause;
        this.clock = clock;
        this.alone = alone;
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
            end(this::alone);
        } else if (!over) {
            var left = lookup.call().deadline().remainingMillis();
            timer = vertx.setTimer(left, fired -> back(context, () -> end(this::late)));
        }
    }

    private void alone() {
        alone.get().onComplete(answer);
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
            case Flight.Landed.Failed(var failure) -> failed(failure);
            case Flight.Landed.Shared _, Flight.Landed.Unshared _ -> alone();
        }
    }

    private boolean suits(Stored stored) {
        return stored.answers(lookup.call().headers())
                && switch (Freshness.of(lookup.asked(), stored.terms(), stored.age(clock.millis()))) {
                    case Freshness.Fit() -> true;
                    case Freshness.FitMeanwhile _, Freshness.Unfit _ -> false;
                };
    }

    private void failed(@Nullable Throwable failure) {
        var validate = cause.validate();
        if (validate != null && validate.ifError()) {
            answer.tryComplete(Answer.inPlaceOfError(validate.stored(), lookup, clock));
        } else if (failure == null) {
            alone();
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
