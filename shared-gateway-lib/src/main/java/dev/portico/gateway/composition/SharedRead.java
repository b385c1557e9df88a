package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Cancellation;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/** One read for all parts of a screen that want the same. It ends early when none of them waits any more. */
final class SharedRead<T> {

    private final Vertx vertx;
    private final Deadline deadline;
    private final Cancellation cancellation;
    private final Promise<T> result = Promise.promise();
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param deadline by when it ends by itself */
    SharedRead(Vertx vertx, Deadline deadline, Cancellation cancellation) {
        this.vertx = vertx;
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    void ends(Future<T> read) {
        read.onComplete(result);
    }

    /** The result for one more part, or {@link UpstreamFailure} where that part's own deadline is earlier and passes. */
    Uni<T> by(Deadline other) {
        return Uni.createFrom().emitter(emitter -> {
            waiting.incrementAndGet();
            var timer = other.or(deadline).equals(deadline)
                    ? -1
                    : vertx.setTimer(
                            other.remainingMillis(),
                            fired -> emitter.fail(
                                    new UpstreamFailure(UpstreamFailure.Kind.LATE, "no answer in time", null)));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                if (waiting.decrementAndGet() == 0 && !result.future().isComplete()) {
                    cancellation.cancel();
                }
            });
            result.future().onComplete(read -> {
                if (read.succeeded()) {
                    emitter.complete(read.result());
                } else {
                    emitter.fail(read.cause());
                }
            });
        });
    }
}
