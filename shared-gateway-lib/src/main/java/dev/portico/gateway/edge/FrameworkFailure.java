package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Answers what failed in the server before or behind a resource. */
final class FrameworkFailure implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(FrameworkFailure.class);

    @Override
    public void handle(RoutingContext context) {
        var requestId = HandOver.take(context).map(Exchange::id).orElse("");
        if (context.response().headWritten() || context.response().ended()) {
            context.response().reset();
            return;
        }
        var failure = context.failure();
        var problem = failure == null ? FrameworkProblems.of(context.statusCode()) : FrameworkProblems.of(failure);
        if (problem instanceof Problem.InternalServerError) {
            LOG.errorf(failure, "Request %s", requestId);
        }
        ProblemWriter.write(context.response(), context.request(), problem, requestId);
    }
}
