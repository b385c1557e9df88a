package dev.portico.gateway.edge;

import dev.portico.gateway.Destination;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import dev.portico.gateway.shaping.ChosenFields;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request from its head to the end of its answer: through the gates, to what serves its row, and back. */
final class Journey implements AnswerFailure {

    private static final Logger LOG = Logger.getLogger(Journey.class);

    /** What nginx writes for it, and log analysers know. */
    private static final int CLIENT_WENT_AWAY = 499;

    private static final CharSequence EXPECT = HttpHeaders.createOptimized("expect");

    private static final int BROKEN_OFF = 502;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RequestTarget target;
    private final InboundBody body;
    private final Context eventLoop;
    private final Pipeline pipeline;
    private final Bookkeeping bookkeeping;
    private final long beganNanos = System.nanoTime();

    private Exchange exchange;
    private boolean over;
    private boolean last;
    private boolean brokenOff;
    private @Nullable Cancellable waiting;
    private @Nullable Proxying proxying;

    Journey(RoutingContext context, Pipeline pipeline, Bookkeeping bookkeeping) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.body = new InboundBody(request);
        this.eventLoop = context.vertx().getOrCreateContext();
        this.pipeline = pipeline;
        this.bookkeeping = bookkeeping;
        var asSent = new ServerRequest(request);
        this.target = asSent.target();
        this.exchange = Exchange.of(asSent);
    }

    void begin() {
        if (ClientConnection.isBehindTheLast(request)) {
            ClientConnection.ignore(request);
            return;
        }
        exchange = bookkeeping.began(request, exchange.request());
        context.addHeadersEndHandler(sending -> completeHead());
        context.addEndHandler(ended -> end());
        var fault = Framing.fault(exchange.request(), target);
        if (fault.isPresent()) {
            endConnection();
            refuse(new Problem.BadRequest(fault.get()));
            return;
        }
        if (body.chunked()) {
            // The codec hides a Content-Length beside it. A server before us that went by that one would take for this
            // body what we would take for the next request (RFC 9112 section 6.3).
            endConnection();
        }
        pass(0);
    }

    /** Makes this the last request of its connection; HTTP/2 frames each one by itself and needs no such thing. */
    private void endConnection() {
        if (request.version() != HttpVersion.HTTP_2) {
            last = true;
            ClientConnection.endWith(request);
        }
    }

    private void end() {
        over = true;
        exchange.permit().giveBack();
        if (waiting != null) {
            waiting.cancel();
        }
        var unread = body.isUnread();
        if (proxying != null) {
            proxying.end(response.ended() && !unread);
        }
        bookkeeping.ended(exchange, request, status(), System.nanoTime() - beganNanos);
        if (!response.ended()) {
            return;
        }
        if (unread) {
            Lingering.on(request, last, context.vertx());
        } else if (last) {
            request.connection().close();
        }
    }

    private int status() {
        if (response.ended()) {
            return response.getStatusCode();
        }
        return brokenOff || exchange.calls().brokenOff() ? BROKEN_OFF : CLIENT_WENT_AWAY;
    }

    private void pass(int from) {
        try {
            for (int i = from; i < pipeline.gates().size(); i++) {
                switch (pipeline.gates().get(i).enter(exchange)) {
                    case Passage.Onward(var next) -> exchange = next;
                    case Passage.Refused(var problem) -> {
                        refuse(problem);
                        return;
                    }
                    case Passage.Answered answered -> {
                        answer(answered);
                        return;
                    }
                    case Passage.Later later -> {
                        await(later, i + 1);
                        return;
                    }
                }
            }
            serve();
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "A gate failed, request %s", exchange.id());
            refuse(new Problem.InternalServerError());
        }
    }

    /** The server hands requests over paused, so a body waits where it is until what serves the row reads it. */
    private void await(Passage.Later later, int next) {
        waiting = later.passage()
                .subscribe()
                .with(
                        passage -> eventLoop.runOnContext(back -> arrived(passage, next)),
                        failure -> eventLoop.runOnContext(back -> beforeAnswer(failure)));
    }

    private void arrived(Passage passage, int next) {
        if (over) {
            return;
        }
        switch (passage) {
            case Passage.Onward(var richer) -> {
                exchange = richer;
                pass(next);
            }
            case Passage.Refused(var problem) -> refuse(problem);
            case Passage.Answered answered -> answer(answered);
            case Passage.Later later -> await(later, next);
        }
    }

    private void serve() {
        if (!exchange.route().matched()) {
            refuse(new Problem.NotFound());
            return;
        }
        var limit = pipeline.gateway().bodyLimit(exchange.route());
        if (body.length() > limit) {
            refuse(new Problem.BodyTooLarge(limit));
            return;
        }
        switch (pipeline.gateway().destination(exchange.route())) {
            case Destination.Screen() -> show();
            case Destination.Proxied to -> proxy(to, limit);
        }
    }

    private void show() {
        if (body.length() < 0 && body.isThere()) {
            refuse(new Problem.LengthRequired());
        } else {
            HandOver.give(context, exchange);
            context.next();
        }
    }

    private void proxy(Destination.Proxied to, long limit) {
        if (!to.shape().trims()) {
            call(to, limit);
            return;
        }
        switch (ChosenFields.of(exchange.request().query(), to.shape().responseFields())) {
            case ChosenFields.Chosen(var fields) -> call(to.showing(fields), limit);
            case ChosenFields.Refused(var problem) -> refuse(problem);
        }
    }

    private void call(Destination.Proxied to, long limit) {
        proxying = new Proxying(pipeline.gateway(), exchange, to, request, this);
        proxying.start(body.within(limit));
    }

    @Override
    public void beforeAnswer(Throwable failure) {
        if (over) {
            return;
        }
        switch (failure) {
            case UpstreamFailure known -> {
                LOG.debugf(known, "Request %s", exchange.id());
                refuse(known.problem());
            }
            case RefusedBodyException unsound -> refuse(unsound.problem());
            case Refusal refused -> refuse(refused.problem());
            default -> {
                LOG.errorf(failure, "Request %s", exchange.id());
                refuse(new Problem.InternalServerError());
            }
        }
    }

    private void answer(Passage.Answered answered) {
        exchange = exchange.answering(answered.fields());
        response.setStatusCode(answered.status()).end();
    }

    private void refuse(Problem problem) {
        if (response.headWritten()) {
            amidAnswer();
        } else {
            exchange = Identified.of(exchange).refused(problem);
            ProblemWriter.write(response, request, problem, exchange.id());
        }
    }

    @Override
    public void amidAnswer() {
        brokenOff = true;
        ClientConnection.breakOff(request);
    }

    private void completeHead() {
        AnswerFields.write(exchange.answerFields(), response.headers());
        if (bodyMayNeverCome() || endsWithConnection()) {
            endConnection();
        }
        if (last) {
            response.headers().set("Connection", "close");
        }
    }

    /** A client that was not told to continue may send its next request instead of the body (RFC 9110 section 10.1.1). */
    private boolean bodyMayNeverCome() {
        return request.headers().contains(EXPECT) && !continued() && body.isUnread();
    }

    private boolean continued() {
        return proxying != null && proxying.continued();
    }

    /** HTTP/1.0 knows no chunks: an answer of unknown length ends with its connection. */
    private boolean endsWithConnection() {
        return request.version() == HttpVersion.HTTP_1_0 && !response.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }
}
