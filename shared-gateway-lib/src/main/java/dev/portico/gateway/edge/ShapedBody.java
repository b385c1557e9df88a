package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.shaping.JsonRules;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/** A client's JSON body as the rules of its row let it through: read as a whole, within the row's limit, and changed. */
record ShapedBody(JsonRules rules, Caller caller) {

    /**
     * Fails with {@link RefusedBodyException} where the body is not of JSON, or is none that the rules can be applied to.
     *
     * @param content what the request says of the body
     */
    Future<Body> of(Body body, JsonContent content) {
        return switch (body) {
            case Body.Empty empty -> Future.succeededFuture(empty);
            case Body.Whole(var bytes, var codings) -> of(Future.succeededFuture(bytes), content);
            case Body.Streamed streamed -> of(read(streamed), content);
        };
    }

    private Future<Body> of(Future<Buffer> whole, JsonContent content) {
        return switch (content) {
            case JsonContent.Json json -> whole.map(this::shaped);
            case JsonContent.Other(var problem) -> Future.failedFuture(new RefusedBodyException(problem));
        };
    }

    private static Future<Buffer> read(Body.Streamed body) {
        var content = Buffer.buffer();
        var whole = Promise.<Buffer>promise();
        body.stream().exceptionHandler(whole::tryFail);
        body.stream().handler(content::appendBuffer);
        body.stream().endHandler(end -> whole.tryComplete(content));
        body.stream().resume();
        return whole.future();
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
