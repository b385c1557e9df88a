package dev.portico.gateway.telemetry;

import dev.portico.gateway.exchange.FilterStream;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body whose bytes are counted as they stream by. */
final class CountedStream extends FilterStream {

    private final Counter bytes;

    CountedStream(ReadStream<Buffer> body, Counter bytes) {
        super(body);
        this.bytes = bytes;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        source.handler(
                handler == null
                        ? null
                        : part -> {
                            bytes.increment(part.length());
                            handler.handle(part);
                        });
        return this;
    }
}
