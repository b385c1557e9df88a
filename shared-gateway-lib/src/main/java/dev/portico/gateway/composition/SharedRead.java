package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Cancellation;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * One read for all parts of a screen that want the same. It begins when the first of them waits for it, and ends early when
 * none waits any more. Safe for use by any thread.
 */
final class SharedRead<T> {

    private final Vertx vertx;
    private final Deadline deadline;
    private final Function<Cancellation, Future<T>> call;
    private final Cancellation cancellation = new Cancellation();
    private final Promise<T> result = Promise.promise();
    private int waiting;
    private boolean begun;

    /**
     * @param deadline by when it ends by itself
     * @param call begins it
     */
    SharedRead(Vertx vertx, Deadline deadline, Function<Cancellation, Future<T>> call) {
        this.vertx = vertx;
        this.deadline = deadline;
        this.call = call;
    }

    /** Whether it will do for one more part: it has not failed, nobody has given it up, and it has nearly as much time left. */
    synchronized boolean serves(Deadline other) {
        var soFar = result.future();
        return soFar.succeeded()
                || !soFar.failed()
                        && (waiting > 0 || !begun)
                        && deadline.remainingMillis() >= other.remainingMillis() * 9 / 10;
    }

    /** The result for one more part, or {@link UpstreamFailure} where that part's own deadline is earlier and passes. */
    Uni<T> by(Deadline other) {
        return Uni.createFrom().emitter(emitter -> {
            var first = joins();
            var timer = other.or(deadline).equals(deadline)
                    ? -1
                    : vertx.setTimer(
                            other.remainingMillis(),
                            fired -> emitter.fail(
                                    new UpstreamFailure(UpstreamFailure.Kind.LATE, "no answer in time", null)));
            emitter.onTermination(() -> {
                if (timer >= 0) {
                    vertx.cancelTimer(timer);
                }
                leaves();
            });
            result.future().onComplete(read -> settle(emitter, read));
            if (first) {
                call.apply(cancellation).onComplete(result);
            }
        });
    }

    private static <T> void settle(UniEmitter<? super T> emitter, AsyncResult<T> read) {
        if (read.succeeded()) {
            emitter.complete(read.result());
        } else {
            emitter.fail(read.cause());
        }
    }

    private synchronized boolean joins() {
        waiting++;
        var first = !begun;
        begun = true;
        return first;
    }

    private void leaves() {
        boolean last;
        synchronized (this) {
            last = --waiting == 0;
        }
        if (last && !result.future().isComplete()) {
            cancellation.cancel();
        }
    }
}
