package dev.portico.gateway.edge;

import dev.portico.gateway.shaping.JsonTrimmer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Takes out of the answers of screens what the caller has not chosen. Innermost, so that whatever else is done with an
 * answer is done with what is left. Public for the classes that Quarkus generates around it, which may live in another class
 * loader; not for apps.
 */
@Provider
@Priority(Priorities.USER + 1)
public final class TrimScreens implements WriterInterceptor {

    private static final int OK = 200;

    private final RoutingContext routing;

    public TrimScreens(@Context RoutingContext routing) {
        this.routing = routing;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        var chosen = HandOver.takeChosen(routing);
        if (chosen.isEverything()) {
            answer.proceed();
            return;
        }
        var out = answer.getOutputStream();
        var content = WholeAnswer.of(answer);
        if (isChosenFrom(routing.response())) {
            routing.response().headers().remove(HttpHeaders.CONTENT_LENGTH);
            content = JsonTrimmer.ours(chosen, content);
        }
        out.write(content);
    }

    /** A problem is told in full. */
    private static boolean isChosenFrom(HttpServerResponse response) {
        return response.getStatusCode() == OK && JsonContent.of(response.headers()) instanceof JsonContent.Json;
    }
}
