package dev.portico.gateway.edge;

import dev.portico.gateway.Destination;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.upstream.HopByHop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request from its head to the end of its answer: through the gates, to what serves its row, and back. */
final class Journey {

    private static final Logger LOG = Logger.getLogger(Journey.class);

    /** What nginx writes for it, and log analysers know. */
    private static final int CLIENT_WENT_AWAY = 499;

    private static final int BROKEN_OFF = 502;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RequestTarget target;
    private final InboundBody body;
    private final Context eventLoop;
    private final Pipeline pipeline;
    private final Bookkeeping bookkeeping;

    private Exchange exchange;
    private boolean over;
    private boolean last;
    private boolean continued;
    private boolean brokenOff;
    private @Nullable Cancellable call;
    private @Nullable Reply reply;

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
        var began = bookkeeping.began(request);
        context.addHeadersEndHandler(sending -> completeHead());
        context.addEndHandler(ended -> end(began));
        var fault = Framing.fault(exchange.request(), target);
        if (fault.isPresent()) {
            endConnection();
            refuse(new Problem.BadRequest(fault.get()));
            return;
        }
        if (request.getHeader("Transfer-Encoding") != null) {
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

    private void end(Bookkeeping.Began began) {
        over = true;
        if (call != null) {
            call.cancel();
        }
        bookkeeping.ended(exchange, context, began, status());
        var unread = body.isUnread();
        if (reply != null && (unread || !response.ended())) {
            reply.discard();
        }
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
        return response.ended() ? response.getStatusCode() : brokenOff ? BROKEN_OFF : CLIENT_WENT_AWAY;
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
        call = later.passage()
                .subscribe()
                .with(
                        passage -> eventLoop.runOnContext(back -> arrived(passage, next)),
                        failure -> eventLoop.runOnContext(back -> failed(failure)));
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
        bookkeeping.routed(exchange);
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
        var gateway = pipeline.gateway();
        var answered = new AnswerRules(
                new Location(origins(to.upstream()), to.rewrite()),
                to.shape().responseHeaders(),
                Compression.asked(request.headers()));
        var relay = new Relay(response, answered, this::failed, this::breakOff);
        call = shaped(to, body.within(limit))
                .map(content -> new OutboundCall(exchange, to, gateway.outboundIdentity()).with(content, this::interim))
                .chain(outbound -> gateway.upstream(to.upstream()).fetch(outbound))
                .subscribe()
                .with(
                        answer -> {
                            if (over) {
                                answer.discard();
                            } else {
                                reply = answer;
                                relay.write(answer, context.vertx(), Deadline.in(to.timeout()));
                            }
                        },
                        this::failed);
    }

    private Uni<Body> shaped(Destination.Proxied to, Body content) {
        if (to.shape().body().isEmpty()) {
            return Uni.createFrom().item(content);
        }
        if (request.getHeader("Expect") != null) {
            interim(new Call.Interim.Continue());
        }
        return new ShapedBody(to.shape().body(), exchange.caller()).of(content, JsonContent.of(exchange.request()));
    }

    private List<String> origins(String upstream) {
        return pipeline.gateway().origins(upstream);
    }

    private void interim(Call.Interim interim) {
        if (over || response.headWritten() || request.version() == HttpVersion.HTTP_1_0) {
            return;
        }
        switch (interim) {
            case Call.Interim.Continue() -> {
                continued = true;
                response.writeContinue();
            }
            case Call.Interim.EarlyHints(var hints) -> {
                var hopByHop = HopByHop.of(hints.getAll("Connection"));
                Set.copyOf(hints.names()).stream().filter(hopByHop::includes).forEach(hints::remove);
                response.writeEarlyHints(hints);
            }
        }
    }

    private void failed(Throwable failure) {
        if (over) {
            return;
        }
        switch (failure) {
            case UpstreamFailure known -> {
                LOG.debugf(known, "Request %s", exchange.id());
                refuse(known.problem());
            }
            case RefusedBodyException unsound -> refuse(unsound.problem());
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
            breakOff();
        } else {
            exchange = Identified.of(exchange).answering(problem.fields());
            ProblemWriter.write(response, request, problem, exchange.id());
        }
    }

    private void breakOff() {
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
        return request.getHeader("Expect") != null && !continued && body.isUnread();
    }

    /** HTTP/1.0 knows no chunks: an answer of unknown length ends with its connection. */
    private boolean endsWithConnection() {
        return request.version() == HttpVersion.HTTP_1_0 && !response.headers().contains("Content-Length");
    }
}
