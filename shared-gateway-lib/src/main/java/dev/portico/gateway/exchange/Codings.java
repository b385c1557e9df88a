package dev.portico.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Goes with content that is written again and again, so that it is compressed once. Safe for use by any thread. */
public final class Codings {

    private final AtomicReference<Future<Buffer>> gzip = new AtomicReference<>();

    /**
     * Completes at once where it has been made, else on whatever thread makes it.
     *
     * @param compress makes it the first time; those that ask meanwhile wait for the same, and after a failure it is made anew
     */
    public Future<Buffer> gzip(Supplier<Future<Buffer>> compress) {
        var made = gzip.get();
        if (made != null) {
            return made;
        }
        var making = Promise.<Buffer>promise();
        var other = gzip.compareAndExchange(null, making.future());
        if (other != null) {
            return other;
        }
        Future.succeededFuture()
                .compose(begin -> compress.get())
                .onFailure(never -> gzip.set(null))
                .onComplete(making);
        return making.future();
    }
}
