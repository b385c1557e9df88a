package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.shaping.JsonRules;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client's JSON body as the rules of its row let it through: read as a whole, within the row's limit, and changed. */
record ShapedBody(JsonRules rules, Caller caller) {

    /** Fails with {@link RefusedBodyException} where the body is not of JSON, or is none that the rules can be applied to. */
    Uni<Body> of(Body body, @Nullable String contentType) {
        return switch (body) {
            case Body.Empty empty -> Uni.createFrom().item(empty);
            case Body.Whole(var content) -> Uni.createFrom().item(shaped(content));
            case Body.Streamed streamed -> {
                if (!json(contentType)) {
                    yield Uni.createFrom()
                            .failure(new RefusedBodyException(new Problem.RefusedByFramework(
                                    415, "Unsupported Media Type", "Send the body as application/json.")));
                }
                yield Uni.createFrom()
                        .<Buffer>emitter(emitter -> read(streamed, emitter))
                        .map(this::shaped);
            }
        };
    }

    private static void read(Body.Streamed body, UniEmitter<? super Buffer> emitter) {
        var content = Buffer.buffer();
        body.stream().exceptionHandler(emitter::fail);
        body.stream().handler(content::appendBuffer);
        body.stream().endHandler(end -> emitter.complete(content));
        body.stream().resume();
    }

    private Body shaped(Buffer content) {
        return rules.apply(content.getBytes(), caller)
                .<Body>map(bytes -> new Body.Whole(Buffer.buffer(bytes)))
                .orElseThrow(() -> new RefusedBodyException(
                        new Problem.BadRequest("The body has to be one JSON object without repeated names.")));
    }

    private static boolean json(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }
}
