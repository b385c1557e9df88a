package dev.portico.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

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
        if (streams(answer.getEntity())) {
            answer.proceed();
            return;
        }
        var out = answer.getOutputStream();
        var written = new ByteArrayOutputStream();
        answer.setOutputStream(written);
        answer.proceed();
        // By now the framework has handed the header fields to the server, which has not sent them yet.
        var content = Buffer.buffer(written.toByteArray());
        var compressed = Compression.asked(routing.request().headers())
                .choose(routing.response().headers(), content.length());
        out.write((compressed ? Gzip.whole(content) : content).getBytes());
        out.close(); // sends the answer, so only where there is one: a failure above still becomes a problem
    }

    private static boolean streams(Object entity) {
        return entity instanceof InputStream
                || entity instanceof StreamingOutput
                || entity instanceof File
                || entity instanceof Path;
    }
}
