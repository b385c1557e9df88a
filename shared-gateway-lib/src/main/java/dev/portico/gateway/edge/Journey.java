package dev.portico.gateway.edge;

import dev.portico.gateway.Destination;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request from its head to the end of its answer: through the gates, to what serves its row, and back. */
final class Journey {

    private static final Logger LOG = Logger.getLogger(Journey.class);
    private static final Set<String> WITHOUT_BODY_UNLESS_DECLARED = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context eventLoop;
    private final Pipeline pipeline;
    private final Bookkeeping bookkeeping;

    private Exchange exchange;
    private boolean over;
    private @Nullable Cancellable call;

    Journey(RoutingContext context, Pipeline pipeline, Bookkeeping bookkeeping) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.eventLoop = context.vertx().getOrCreateContext();
        this.pipeline = pipeline;
        this.bookkeeping = bookkeeping;
        this.exchange = Exchange.of(new ServerRequest(request));
    }

    void begin() {
        var began = bookkeeping.began(request);
        context.addHeadersEndHandler(sending -> writeAnswerFields());
        context.addEndHandler(ended -> {
            over = true;
            if (call != null) {
                call.cancel();
            }
            bookkeeping.ended(exchange, context, began, ended.succeeded());
        });
        var fault = Framing.fault(exchange.request(), request.uri());
        if (fault.isPresent()) {
            response.putHeader("Connection", "close");
            refuse(new Problem.BadRequest(fault.get()));
            request.connection().close();
        } else {
            pass(0);
        }
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

    private void await(Passage.Later later, int next) {
        request.pause();
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
        request.resume();
        switch (passage) {
            case Passage.Onward(var richer) -> {
                exchange = richer;
                pass(next);
            }
            case Passage.Refused(var problem) -> refuse(problem);
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
        if (declaredLength() > limit) {
            refuse(new Problem.BodyTooLarge(limit));
            return;
        }
        switch (pipeline.gateway().destination(exchange.route())) {
            case Destination.Screen() -> show();
            case Destination.Proxied to -> proxy(to, limit);
        }
    }

    private void show() {
        if (declaredLength() < 0 && hasBody()) {
            refuse(new Problem.LengthRequired());
        } else {
            HandOver.give(context, exchange);
            context.next();
        }
    }

    private void proxy(Destination.Proxied to, long limit) {
        Body body = Body.empty();
        if (hasBody()) {
            request.pause();
            body = new Body.Streamed(new BoundedBody(request, limit), declaredLength());
        }
        var gateway = pipeline.gateway();
        var relay = new Relay(response, new Location(origins(to.upstream()), to.rewrite()), this::failed);
        var outbound = new OutboundCall(exchange, to, gateway.outboundIdentity()).with(body, this::interim);
        call = gateway.upstream(to.upstream())
                .fetch(outbound)
                .subscribe()
                .with(
                        reply -> {
                            if (over) {
                                reply.discard();
                            } else {
                                bookkeeping.discardWithRequest(context, reply);
                                relay.write(reply);
                            }
                        },
                        this::failed);
    }

    private List<String> origins(String upstream) {
        return pipeline.gateway().origins(upstream);
    }

    private void interim(Call.Interim interim) {
        if (over || response.headWritten() || request.version() == HttpVersion.HTTP_1_0) {
            return;
        }
        switch (interim) {
            case Call.Interim.Continue() -> response.writeContinue();
            case Call.Interim.EarlyHints(var hints) -> response.writeEarlyHints(hints);
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
            case BodyTooLargeException tooLarge -> refuse(tooLarge.problem());
            default -> {
                LOG.errorf(failure, "Request %s", exchange.id());
                refuse(new Problem.InternalServerError());
            }
        }
    }

    private void refuse(Problem problem) {
        if (response.headWritten()) {
            response.reset();
            return;
        }
        ProblemWriter.write(response, request, problem, exchange.id());
        Lingering.on(request, context.vertx());
    }

    private void writeAnswerFields() {
        var headers = response.headers();
        exchange.answerFields().forEach(field -> headers.remove(field.name()));
        exchange.answerFields().forEach(field -> headers.add(field.name(), field.value()));
    }

    private long declaredLength() {
        var declared = request.getHeader("Content-Length");
        return declared == null ? -1 : Long.parseLong(declared);
    }

    private boolean hasBody() {
        if (request.version() == HttpVersion.HTTP_2 && declaredLength() < 0) {
            return !request.isEnded()
                    && !WITHOUT_BODY_UNLESS_DECLARED.contains(
                            request.method().name().toUpperCase(Locale.ROOT));
        }
        return declaredLength() > 0 || request.getHeader("Transfer-Encoding") != null;
    }
}
