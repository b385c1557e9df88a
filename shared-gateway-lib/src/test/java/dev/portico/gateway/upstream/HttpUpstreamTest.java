package dev.portico.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.wire.UpstreamDouble;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an upstream's one connection when an answer on it is given up. */
class HttpUpstreamTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Vertx vertx = Vertx.vertx();
    private final Context eventLoop = vertx.getOrCreateContext();
    private final UpstreamDouble service = UpstreamDouble.start();
    private final HttpUpstream upstream = new HttpUpstream(
            vertx, new UpstreamSettings("service", List.of(URI.create(service.url())), 1, 10, SOON, SOON));

    @AfterEach
    void close() throws Exception {
        upstream.close();
        service.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void giving_up_an_answer_that_has_come_in_whole_breaks_no_other_call() {
        service.answer("/unread", OK);
        var released = new CompletableFuture<Void>();
        service.on("/other", peer -> {
            released.orTimeout(10, TimeUnit.SECONDS).join();
            peer.send(OK);
        });
        var unread = fetch("/unread").join();
        var other = fetch("/other");
        assertThat(service.next().connection()).isEqualTo(service.next().connection());
        discard(unread);
        released.complete(null);
        assertThat(other.join().status()).isEqualTo(200);
    }

    @Test
    void giving_up_an_answer_that_still_comes_ends_its_connection() {
        var ended = new CompletableFuture<Void>();
        service.on("/endless", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun");
            peer.awaitEnd();
            ended.complete(null);
        });
        service.answer("/other", OK);
        discard(fetch("/endless").join());
        ended.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(fetch("/other").join().status()).isEqualTo(200);
    }

    @Test
    void what_was_sent_once_is_never_told_as_not_sent() {
        service.answer("/first", OK);
        service.on("/change", peer -> {
            service.close();
            peer.close();
        });
        fetch("PUT", "/first").join().discard();

        assertThat(fetch("PUT", "/change"))
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(UpstreamFailure.Kind.BROKEN));
    }

    private CompletableFuture<Reply> fetch(String path) {
        return fetch("POST", path);
    }

    private CompletableFuture<Reply> fetch(String method, String path) {
        var reply = new CompletableFuture<Reply>();
        eventLoop.runOnContext(here ->
                upstream.fetch(call(method, path)).onSuccess(reply::complete).onFailure(reply::completeExceptionally));
        return reply.orTimeout(10, TimeUnit.SECONDS);
    }

    /** On the reply's own event loop, and until all that it set off there is done. */
    private void discard(Reply reply) {
        var done = new CompletableFuture<Void>();
        eventLoop.runOnContext(here -> {
            reply.discard();
            eventLoop.runOnContext(drained -> eventLoop.runOnContext(reset -> done.complete(null)));
        });
        done.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static Call call(String method, String path) {
        return new Call(
                method,
                path,
                HttpHeaders.headers().set("Content-Length", "0"),
                Body.empty(),
                Deadline.in(SOON),
                Exchange.of(anyRequest()),
                interim -> {});
    }

    private static Request anyRequest() {
        return (Request) Proxy.newProxyInstance(
                Request.class.getClassLoader(), new Class<?>[] {Request.class}, (self, method, arguments) -> "");
    }
}
