package dev.portico.gateway.edge;

import dev.portico.gateway.cache.Levels;
import dev.portico.gateway.cache.Levels.Purged;
import dev.portico.gateway.cache.Purge;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Takes answers out of the cache of all instances when an operator says so. It is mounted where no client can reach; a
 * browser of somebody who can would ask first, since it wants JSON.
 */
final class PurgeCache implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(PurgeCache.class);

    private final Levels levels;
    private final Set<String> upstreams;

    /** @param upstreams those of the table */
    PurgeCache(Levels levels, Set<String> upstreams) {
        this.levels = levels;
        this.upstreams = upstreams;
    }

    @Override
    public void handle(RoutingContext context) {
        try {
            var purges = read(context);
            levels.purge(purges)
                    .onSuccess(purged -> answer(context, purges, purged))
                    .onFailure(failure -> {
                        LOG.error("A purge failed", failure);
                        refuse(context, new Problem.InternalServerError());
                    });
        } catch (Refusal refused) {
            refuse(context, refused.problem());
        }
    }

    private List<Purge> read(RoutingContext context) {
        var request = context.request();
        if (!request.method().name().equals("POST")) {
            throw new Refusal(new Problem.MethodNotAllowed("POST"));
        } else if (JsonContent.of(request.headers()) instanceof JsonContent.Other) {
            throw new Refusal(new Problem.UnsupportedMediaType("Send what to purge as application/json."));
        } else if (context.body().buffer() == null) {
            throw new Refusal(new Problem.BadRequest("Say in the body what to purge."));
        } else if (context.body().buffer().length() > PurgeRequest.LARGEST) {
            throw new Refusal(new Problem.BodyTooLarge(PurgeRequest.LARGEST));
        }
        return PurgeRequest.read(context.body().buffer(), upstreams);
    }

    private void answer(RoutingContext context, List<Purge> purges, Purged purged) {
        LOG.infof(
                "Purged %s: %d keys of this instance%s",
                words(purges), purged.removed(), purged.everywhere() ? ", and all others" : "");
        if (levels.areShared() && !purged.everywhere()) {
            refuse(context, new Problem.PurgedInPart());
            return;
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("removed", purged.removed())
                        .put("instances", levels.areShared() ? "all" : "this")
                        .encode());
    }

    /** Enough to find it again in the log. */
    private static String words(List<Purge> purges) {
        return purges.size() == 1 ? purges.getFirst().toString() : purges.size() + " tags";
    }

    /** A body that is too large is refused before anybody reads it. */
    static void failed(RoutingContext context) {
        var problem = context.statusCode() == 413
                ? new Problem.BodyTooLarge(PurgeRequest.LARGEST)
                : FrameworkProblems.of(context.statusCode());
        refuse(context, problem);
    }

    private static void refuse(RoutingContext context, Problem problem) {
        var exchange = Identified.of(Exchange.of(new ServerRequest(context.request())));
        AnswerFields.write(
                exchange.refused(problem).answerFields(), context.response().headers());
        ProblemWriter.write(context.response(), context.request(), problem, exchange.id());
    }
}
