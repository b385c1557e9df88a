package dev.portico.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Compresses the answers of screens that are worth it. Public for the classes that Quarkus generates around it, which may
 * live in another class loader; not for apps.
 */
@Provider
public final class CompressScreens implements WriterInterceptor {

    private final RoutingContext routing;

    public CompressScreens(@Context RoutingContext routing) {
        this.routing = routing;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        if (answer.getEntity() instanceof InputStream || answer.getEntity() instanceof StreamingOutput) {
            answer.proceed();
            return;
        }
        var written = new ByteArrayOutputStream();
        try (var out = answer.getOutputStream()) {
            answer.setOutputStream(written);
            answer.proceed();
            // By now the framework has handed the header fields to the server, which has not sent them yet.
            var content = Buffer.buffer(written.toByteArray());
            var compressed = Compression.asked(routing.request().headers())
                    .choose(routing.response().headers(), content.length());
            out.write((compressed ? Gzip.whole(content) : content).getBytes());
        }
    }
}
