package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.routing.PathRewrite;
import dev.portico.gateway.shaping.FieldRules;
import dev.portico.gateway.shaping.FieldTree;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayTest {

    private final MultiMap written = HttpHeaders.headers();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();

    @Test
    void a_reply_that_cannot_be_written_fails_its_request_and_leaves_nothing_behind() {
        var headers =
                MultiMap.caseInsensitiveMultiMap().add("Content-Length", "7").add("Location", "/x");
        var reply = new Reply(201, headers, Body.empty(), HttpHeaders::headers, () -> discarded.add("reply"));
        relay().write(reply);
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(discarded).containsExactly("reply");
        assertThat(written.isEmpty()).isTrue();
    }

    private Relay relay() {
        var rules = new AnswerRules(
                new Location(List.of(), new PathRewrite("", "")),
                FieldRules.NONE,
                new Compression(List.of(), List.of()));
        return new Relay(response(), rules, new Trimming(FieldTree.EVERYTHING), new AnswerFailure() {
            @Override
            public void beforeAnswer(Throwable cause) {
                failures.add(cause);
            }

            @Override
            public void amidAnswer() {
                throw new IllegalStateException("nothing has been written");
            }
        });
    }

    /** It takes header fields, and has a defect where it should end. */
    private HttpServerResponse response() {
        return (HttpServerResponse) Proxy.newProxyInstance(
                HttpServerResponse.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "headers" -> written;
                    case "setStatusCode" -> self;
                    case "ended", "closed", "headWritten" -> false;
                    default -> throw new IllegalStateException(method.getName());
                });
    }
}
