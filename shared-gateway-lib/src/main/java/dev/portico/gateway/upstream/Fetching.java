package dev.portico.gateway.upstream;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.impl.ContextInternal;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way, on one event loop: connect, send, await the head of the answer, or all of a small one. It settles once: with a reply, with
 * a failure, or by being cancelled; whichever comes first ends all the others. A small body is awaited before anything
 * else, so that a client that sends it slowly holds no connection of the pool.
 */
final class Fetching {

    /** RFC 9110 section 9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

    /** Up to how many declared bytes a body is awaited as a whole. */
    private static final long SMALL = 16 * 1024;

    private final HttpUpstream upstream;
    private final Call call;
    private final ContextInternal home;
    private final Promise<Reply> answer;
    private final CallTimer timer;

    private Body body;
    private boolean settled;
    private boolean retried;
    private boolean repeated;
    private boolean reused;
    private boolean sent;
    private @Nullable HttpClientRequest request;
    private @Nullable Receiving receiving;

    Fetching(HttpUpstream upstream, Call call) {
        this.upstream = upstream;
        this.call = call;
        this.body = call.body();
        this.home = (ContextInternal) upstream.vertx().getOrCreateContext();
        this.answer = home.promise();
        this.timer = new CallTimer(home, call.deadline().remainingMillis(), this::late);
    }

    Future<Reply> start() {
        if (Context.isOnEventLoopThread()) {
            begin();
        } else {
            home.runOnContext(onEventLoop -> begin());
        }
        return answer.future();
    }

    private void begin() {
        call.cancellation().onCancel(() -> atHome(this::cancel));
        if (settled) {
            return;
        }
        try {
            if (body instanceof Body.Streamed streamed && small(streamed)) {
                gather(streamed);
            } else {
                proceed();
            }
        } catch (RuntimeException defect) {
            settle();
            answer.fail(defect);
        }
    }

    /** Whoever waits for an answer may give it up on a thread of its own, such as a virtual one. */
    private void atHome(Runnable act) {
        if (home.nettyEventLoop().inEventLoop()) {
            act.run();
        } else {
            home.runOnContext(back -> act.run());
        }
    }

    /** A client that waits to be asked for its body sends none before the upstream has been. */
    private boolean small(Body.Streamed streamed) {
        return streamed.length() >= 0
                && streamed.length() <= SMALL
                && !call.headers().contains("expect");
    }

    private void gather(Body.Streamed streamed) {
        var content = Buffer.buffer((int) streamed.length());
        var stream = streamed.stream();
        stream.exceptionHandler(this::bodyBroke);
        stream.handler(content::appendBuffer);
        stream.endHandler(end -> {
            if (!settled) {
                body = new Body.Whole(content);
                proceed();
            }
        });
        stream.resume();
    }

    private void proceed() {
        timer.start();
        connect(upstream.pooled());
    }

    private void connect(HttpClient client) {
        var options = upstream.nextInstance()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setURI(call.target());
        client.request(options).onSuccess(this::connected).onFailure(this::notConnected);
    }

    private void notConnected(Throwable cause) {
        if (repeated) {
            // What was sent over the connection that died may have been acted on: it is not true that nothing was sent.
            fail(UpstreamFailure.Kind.BROKEN, cause);
        } else if (cause instanceof ConnectionPoolTooBusyException) {
            fail(UpstreamFailure.Kind.BUSY, cause);
        } else if (!retried && !settled && cause instanceof HttpClosedException) {
            // A connection of the pool that closed while it was being taken; it says nothing of the instance.
            retried = true;
            connect(upstream.unpooled());
        } else if (!retried && !settled && upstream.instances() > 1) {
            retried = true;
            connect(upstream.pooled());
        } else {
            fail(UpstreamFailure.Kind.UNREACHABLE, cause);
        }
    }

    private void connected(HttpClientRequest sending) {
        sending.exceptionHandler(knownFromTheResponse -> {});
        if (settled) {
            sending.reset();
            return;
        }
        request = sending;
        reused = upstream.reused(sending.connection());
        sending.earlyHintsHandler(hints -> call.interim().accept(new Call.Interim.EarlyHints(hints)));
        sending.response().onSuccess(this::answered).onFailure(this::notAnswered);
        sending.headers().addAll(call.headers());
        switch (body) {
            case Body.Empty() -> {
                sent = true;
                sending.end();
            }
            case Body.Whole(var content, var codings) -> {
                sent = true;
                sending.end(content);
            }
            case Body.Streamed streamed -> stream(sending, streamed);
        }
    }

    private void stream(HttpClientRequest sending, Body.Streamed streamed) {
        timer.stop();
        if (streamed.length() >= 0) {
            sending.headers().set("content-length", Long.toString(streamed.length()));
        } else {
            sending.setChunked(true);
        }
        if (call.headers().contains("expect")) {
            new AwaitingContinue(sending, () -> proceed(sending, streamed)).start(upstream.vertx());
        } else {
            pipe(sending, streamed);
        }
    }

    private void proceed(HttpClientRequest sending, Body.Streamed streamed) {
        if (!settled && receiving == null) {
            call.interim().accept(new Call.Interim.Continue());
            pipe(sending, streamed);
        }
    }

    private void pipe(HttpClientRequest sending, Body.Streamed streamed) {
        streamed.stream().pipe().endOnFailure(false).to(sending, piped -> {
            if (piped.succeeded()) {
                sent = true;
                if (!settled) {
                    timer.start();
                }
            } else {
                bodyBroke(piped.cause());
            }
        });
    }

    /**
     * The body was not sent to its end. Where the upstream stopped taking it, its answer or its failure tells the rest;
     * where the client's side broke, whoever made the call is told, and the upstream must not take what it got for all.
     */
    private void bodyBroke(Throwable cause) {
        if (connectionDied(cause)) {
            return;
        }
        if (!settled) {
            settle();
            answer.fail(cause);
        }
        reset();
    }

    private void answered(HttpClientResponse response) {
        if (settled) {
            reset();
            return;
        }
        if (response.statusCode() < 200) {
            response.exceptionHandler(knownHere -> {});
            broken(new IOException("interim status " + response.statusCode() + " as the last"));
            return;
        }
        timer.keepRunning();
        receiving = new Receiving(response, () -> atHome(this::giveUp));
        receiving.start("HEAD".equals(call.method()), this::complete, this::broken);
    }

    private void broken(Throwable cause) {
        fail(UpstreamFailure.Kind.BROKEN, cause);
        reset();
    }

    private void complete(Reply reply) {
        if (!settled) {
            settle();
            answer.complete(reply);
        }
    }

    private void giveUp() {
        if (receiving != null) {
            receiving.giveUp(home, sent, this::reset);
        }
    }

    private void notAnswered(Throwable cause) {
        if (settled) {
            return;
        }
        var replayable = !(body instanceof Body.Streamed) && IDEMPOTENT.contains(call.method());
        if (connectionDied(cause) && reused && replayable && !retried) {
            retried = true;
            repeated = true;
            connect(upstream.unpooled());
        } else {
            fail(UpstreamFailure.Kind.BROKEN, cause);
        }
    }

    /** A connection that is closed shows as the one, a connection that is reset may show as the other. */
    private static boolean connectionDied(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }

    private void cancel() {
        if (settled) {
            giveUp();
        } else {
            settle();
            reset();
            answer.fail(new CancellationException("nobody waits for it any more"));
        }
    }

    private void fail(UpstreamFailure.Kind kind, @Nullable Throwable cause) {
        if (!settled) {
            settle();
            answer.fail(new UpstreamFailure(kind, "upstream " + upstream.name() + " is " + kind, cause));
        }
    }

    private void settle() {
        settled = true;
        timer.stop();
    }

    private void late() {
        fail(UpstreamFailure.Kind.LATE, null);
        reset();
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }
}
