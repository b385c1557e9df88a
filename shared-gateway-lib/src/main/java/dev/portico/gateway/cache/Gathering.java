package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Deadline;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Takes the content of an answer while it is handed on, and lands its flight. On the event loop of the answer. */
final class Gathering implements Tee.Gathered {

    private final Flight flight;
    private final Consumer<Buffer> keep;
    private final Runnable unread;
    private final Promise<Void> over = Promise.promise();

    /**
     * @param keep takes the whole, and lands the flight
     * @param unread ends what comes where it is not gathered any more and nobody reads it
     */
    Gathering(Flight flight, Consumer<Buffer> keep, Runnable unread) {
        this.flight = flight;
        this.keep = keep;
        this.unread = unread;
    }

    /** Gathers no longer than that: an answer may be for as long as somebody listens, though it does not say so. */
    void until(Deadline deadline, Tee tee, Vertx vertx) {
        var timer = vertx.setTimer(deadline.remainingMillis(), late -> {
            flight.land(new Flight.Landed.Unshared(Storability.Reason.LENGTH));
            tee.stopGathering();
        });
        over.future().onComplete(ended -> vertx.cancelTimer(timer));
    }

    @Override
    public void whole(Buffer content) {
        over.tryComplete();
        try {
            keep.accept(content);
        } catch (RuntimeException defect) {
            // Those who wait would wait for ever; the one who reads is not concerned.
            flight.land(new Flight.Landed.Failed(defect));
        }
    }

    @Override
    public void none(boolean tooLarge) {
        over.tryComplete();
        flight.land(new Flight.Landed.Unshared(tooLarge ? Storability.Reason.SIZE : null));
        unread.run();
    }
}
