package dev.portico.gateway.composition;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content that arrives in pieces of one size, all at once when it is asked for; and again, when it is asked for again. */
final class Pieces implements ReadStream<Buffer> {

    private final List<Buffer> pieces = new ArrayList<>();
    private @Nullable Handler<Buffer> each;
    private @Nullable Handler<Void> end;

    Pieces(byte[] content, int bytes) {
        var all = Buffer.buffer(content);
        for (int from = 0; from < content.length; from += bytes) {
            pieces.add(all.slice(from, Math.min(content.length, from + bytes)));
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        each = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        end = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        if (each != null && end != null) {
            pieces.forEach(each::handle);
            end.handle(null);
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return this;
    }
}
