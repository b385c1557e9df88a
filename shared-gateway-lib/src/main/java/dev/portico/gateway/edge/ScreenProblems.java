package dev.portico.gateway.edge;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What a screen throws, or the framework around it, answered as a problem. Public for the classes that Quarkus generates
 * around it, which may live in another class loader; not for apps.
 */
public final class ScreenProblems {

    private static final Logger LOG = Logger.getLogger(ScreenProblems.class);

    @ServerExceptionMapper
    public Response upstream(UpstreamFailure failure, RoutingContext context) {
        LOG.debugf(failure, "Request %s", id(context));
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response refused(Refusal refusal, RoutingContext context) {
        return answer(refusal, context);
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException refusal, RoutingContext context) {
        return answer(refusal, context);
    }

    /** The framework would answer it in JSON of its own, with names of the inside. */
    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response unauthenticated(AuthenticationFailedException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response defect(Throwable failure, RoutingContext context) {
        return answer(failure, context);
    }

    private static Response answer(Throwable failure, RoutingContext context) {
        var problem = FrameworkProblems.of(failure);
        if (problem instanceof Problem.MethodNotAllowed(var allow) && allow.isEmpty()) {
            problem = new Problem.MethodNotAllowed(methodsAt(context));
        }
        if (problem instanceof Problem.InternalServerError) {
            LOG.errorf(failure, "Request %s", id(context));
        }
        var response = Response.status(problem.kind().status())
                .type(ProblemJson.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                // a text, since a failure while an answer is written meets the writer that was chosen for the answer
                .entity(ProblemJson.of(problem, id(context)).toString());
        problem.fields().forEach(field -> response.header(field.name(), field.value()));
        return response.build();
    }

    /** The framework refuses a method without saying which ones there are. */
    private static String methodsAt(RoutingContext context) {
        var path = HandOver.take(context).map(Exchange::path).orElse("");
        return Resource.all().stream()
                .filter(resource -> resource.isAt(path))
                .map(Resource::method)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String id(RoutingContext context) {
        return HandOver.take(context).map(Exchange::id).orElse("");
    }
}
