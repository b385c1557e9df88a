package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.shaping.JsonRules;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;

/** A client's JSON body as the rules of its row let it through: read as a whole, within the row's limit, and changed. */
record ShapedBody(JsonRules rules, Caller caller) {

    /**
     * Fails with {@link RefusedBodyException} where the body is not of JSON, or is none that the rules can be applied to.
     *
     * @param content what the request says of the body
     */
    Uni<Body> of(Body body, JsonContent content) {
        return switch (body) {
            case Body.Empty empty -> Uni.createFrom().item(empty);
            case Body.Whole(var bytes) -> of(Uni.createFrom().item(bytes), content);
            case Body.Streamed streamed -> of(Uni.createFrom().emitter(emitter -> read(streamed, emitter)), content);
        };
    }

    private Uni<Body> of(Uni<Buffer> whole, JsonContent content) {
        return switch (content) {
            case JsonContent.Json json -> whole.map(this::shaped);
            case JsonContent.Other(var problem) -> Uni.createFrom().failure(new RefusedBodyException(problem));
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
                .orElseThrow(
                        () -> new RefusedBodyException(
                                new Problem.BadRequest(
                                        "Send one JSON object without repeated names, nested at most 64 deep, with numbers of a usual size.")));
    }
}
