package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.shaping.FieldTree;
import dev.portico.gateway.shaping.JsonTrimmer;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.List;

/**
 * What a row makes of an answer of which clients get some fields only. JSON loses the others. What is something else can
 * hold anything, so it is a broken answer, or one without body where it is a refusal or a failure. The header fields say
 * nothing any more of the bytes that came (RFC 9110 sections 8.6, 8.8 and 14.3, RFC 9530).
 *
 * @param fields those that clients get; everything leaves any answer as it is
 */
record Trimming(FieldTree fields) {

    /** The members of RFC 9457, which say nothing but what went wrong. */
    private static final FieldTree PROBLEM = FieldTree.of(List.of("type", "title", "status", "detail", "instance"));

    private static final int PARTIAL_CONTENT = 206;
    private static final long LARGEST_EXCUSE = 64 * 1024;
    private static final Duration LONGEST_EXCUSE = Duration.ofSeconds(1);

    private static final List<CharSequence> ABOUT_THE_BYTES = List.of(
            HttpHeaders.ACCEPT_RANGES,
            HttpHeaders.CONTENT_RANGE,
            HttpHeaders.createOptimized("content-digest"),
            HttpHeaders.createOptimized("repr-digest"),
            HttpHeaders.createOptimized("digest"),
            HttpHeaders.createOptimized("content-md5"),
            HttpHeaders.createOptimized("trailer"));

    /** @throws UpstreamFailure where the answer is a broken one, as far as it is here */
    Reply apply(Reply reply) {
        if (fields.isEverything()) {
            return reply;
        }
        ABOUT_THE_BYTES.forEach(reply.headers()::remove);
        Compression.weaken(reply.headers());
        return switch (reply.body()) {
            case Body.Empty empty -> {
                removeLengthOfOther(reply.headers());
                yield with(reply, empty);
            }
            case Body.Whole(var content, var codings)
            when content.length() <= Pieces.BYTES -> trimmed(reply, json -> new Body.Whole(whole(json, content)));
            case Body.Whole(var content, var codings) ->
                asItPasses(reply, new Pieces(content, Vertx.currentContext().owner()));
            case Body.Streamed(var stream, var length) -> asItPasses(reply, stream);
        };
    }

    private Reply asItPasses(Reply reply, ReadStream<Buffer> content) {
        return trimmed(reply, json -> new Body.Streamed(new TrimmedBody(content, new JsonTrimmer(json)), -1));
    }

    /** The answer to HEAD tells the length that the one to GET would have had. */
    private static void removeLengthOfOther(MultiMap headers) {
        if (!"0".equals(headers.get(HttpHeaders.CONTENT_LENGTH))) {
            headers.remove(HttpHeaders.CONTENT_LENGTH);
        }
    }

    private Reply trimmed(Reply reply, Content content) {
        reply.headers().remove(HttpHeaders.CONTENT_LENGTH);
        if (JsonContent.of(reply.headers()) instanceof JsonContent.Json(var type)
                && reply.status() != PARTIAL_CONTENT) {
            return with(reply, content.of(reply.status() >= 400 && isProblem(type) ? fields.or(PROBLEM) : fields));
        }
        if (reply.status() < 400) {
            throw new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "no JSON as it is", null);
        }
        drain(reply);
        reply.headers().remove(HttpHeaders.CONTENT_TYPE);
        reply.headers().remove(HttpHeaders.CONTENT_ENCODING);
        return with(reply, Body.empty());
    }

    /** Reads what nobody gets, so that the connection can be kept; unless it is long, or late. */
    private static void drain(Reply reply) {
        reply.collect(Vertx.currentContext().owner(), LARGEST_EXCUSE, Deadline.in(LONGEST_EXCUSE));
    }

    private static boolean isProblem(String type) {
        return type.equals(ProblemJson.MEDIA_TYPE) || type.startsWith(ProblemJson.MEDIA_TYPE + ";");
    }

    private static Buffer whole(FieldTree fields, Buffer content) {
        return Buffer.buffer(JsonTrimmer.whole(fields, content.getBytes()));
    }

    /** Trailers go: they are about the content that came. */
    private static Reply with(Reply reply, Body body) {
        return new Reply(reply.status(), reply.headers(), body, HttpHeaders::headers, reply.abandon());
    }

    /** What is left of the content. */
    private interface Content {
        Body of(FieldTree fields);
    }
}
