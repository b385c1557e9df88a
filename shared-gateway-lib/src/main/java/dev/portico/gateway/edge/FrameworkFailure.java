package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * Answers what failed in the server before or behind a resource. What failed before the gates was no sound request, so
 * its connection is not used any further.
 */
final class FrameworkFailure implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(FrameworkFailure.class);

    @Override
    public void handle(RoutingContext context) {
        var handedOver = HandOver.take(context);
        if (context.response().headWritten() || context.response().ended()) {
            ClientConnection.breakOff(context.request());
            return;
        }
        var exchange = handedOver.orElseGet(() -> Identified.of(Exchange.of(new ServerRequest(context.request()))));
        var failure = context.failure();
        var status = context.statusCode();
        var refused = failure == null || status >= 400 && status < 500;
        var problem = refused ? FrameworkProblems.of(status) : FrameworkProblems.of(failure);
        if (problem instanceof Problem.InternalServerError) {
            LOG.errorf(failure, "Request %s", exchange.id());
        }
        if (handedOver.isEmpty()) {
            ClientConnection.closeAfter(context.request());
        }
        AnswerFields.write(
                exchange.refused(problem).answerFields(), context.response().headers());
        ProblemWriter.write(context.response(), context.request(), problem, exchange.id());
    }
}
