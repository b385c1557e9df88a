package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a failure of a client's body, and what as the client's going. */
class BoundedBodyTest {

    private final List<Handler<Throwable>> listening = new ArrayList<>();

    @Test
    void a_connection_that_is_closed_or_reset_is_no_fault_of_the_body() {
        assertThat(toldOf(new HttpClosedException("closed"))).isEmpty();
        assertThat(toldOf(new IOException("Connection reset by peer"))).isEmpty();
    }

    @Test
    void a_body_that_the_codec_cannot_read_is_refused() {
        assertThat(toldOf(new NumberFormatException("zz"))).singleElement().isInstanceOf(RefusedBodyException.class);
    }

    private List<Throwable> toldOf(Throwable cause) {
        var told = new ArrayList<Throwable>();
        new BoundedBody(stream(), 10).exceptionHandler(told::add);
        listening.getLast().handle(cause);
        return told;
    }

    @SuppressWarnings("unchecked")
    private ReadStream<Buffer> stream() {
        return (ReadStream<Buffer>) Proxy.newProxyInstance(
                ReadStream.class.getClassLoader(), new Class<?>[] {ReadStream.class}, (self, method, arguments) -> {
                    if (method.getName().equals("exceptionHandler")) {
                        listening.add((Handler<Throwable>) arguments[0]);
                    }
                    return self;
                });
    }
}
