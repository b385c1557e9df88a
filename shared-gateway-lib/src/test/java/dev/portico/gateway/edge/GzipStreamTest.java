package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GzipStreamTest {

    private final List<Object> sent = new ArrayList<>();

    @Test
    void what_is_given_up_sends_no_more_and_holds_no_more() {
        var stream = new GzipStream(to());
        stream.write(Buffer.buffer("begun"));

        stream.discard();

        assertThat(sent).hasSize(1);
        assertThatThrownBy(() -> stream.write(Buffer.buffer("late"))).isInstanceOf(RuntimeException.class);
    }

    private HttpServerResponse to() {
        return (HttpServerResponse) Proxy.newProxyInstance(
                HttpServerResponse.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (self, method, arguments) -> {
                    sent.add(arguments[0]);
                    return null;
                });
    }
}
