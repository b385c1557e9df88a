package dev.portico.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Finishes the answers of screens: says how long they may be kept, leaves out what the client has already, and compresses
 * what is worth it. Public for the classes that Quarkus generates around it, which may
 * live in another class loader; not for apps.
 */
@Provider
public final class FinishScreens implements WriterInterceptor {

    private static final List<CharSequence> ABOUT_THE_CONTENT =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_ENCODING);

    private final RoutingContext routing;

    public FinishScreens(@Context RoutingContext routing) {
        this.routing = routing;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        if (streams(answer.getEntity())) {
            answer.proceed();
            return;
        }
        var out = answer.getOutputStream();
        var content = WholeAnswer.of(answer);
        var held = held(content);
        var compressed = Compression.asked(routing.request().headers())
                .choose(routing.response().headers(), content.length);
        if (held) {
            notModified();
        } else {
            out.write(compressed ? Gzip.whole(Buffer.buffer(content)).getBytes() : content);
        }
        out.close(); // sends the answer, so only where there is one: a failure above still becomes a problem
    }

    /** Whether the client has this answer already, which is also told how long it may be kept. */
    private boolean held(byte[] content) {
        var request = routing.request();
        var response = routing.response();
        if (!HttpMethod.GET.equals(request.method()) || response.getStatusCode() != 200) {
            return false;
        }
        HandOver.take(routing).ifPresent(exchange -> ScreenValidators.write(exchange, content, response.headers()));
        return ScreenValidators.held(request.headers(), response.headers());
    }

    /** 304 (RFC 9110 section 15.4.5). */
    private void notModified() {
        var response = routing.response().setStatusCode(304);
        ABOUT_THE_CONTENT.forEach(response.headers()::remove);
    }

    private static boolean streams(Object entity) {
        return entity instanceof InputStream
                || entity instanceof StreamingOutput
                || entity instanceof File
                || entity instanceof Path;
    }
}
