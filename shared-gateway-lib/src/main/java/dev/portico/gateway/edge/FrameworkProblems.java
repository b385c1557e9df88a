package dev.portico.gateway.edge;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.identity.Challenge;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;

/** The framework's exceptions and statuses as problems. */
final class FrameworkProblems {

    private FrameworkProblems() {}

    static Problem of(Throwable failure) {
        return switch (failure) {
            case UpstreamFailure upstream -> upstream.problem();
            case Refusal refusal -> refusal.problem();
            case MismatchedInputException unreadable -> of(400);
            case UnauthorizedException unauthorized -> of(401);
            case AuthenticationFailedException unauthenticated -> of(401);
            case ForbiddenException forbidden -> of(403);
            case WebApplicationException refusal -> of(refusal.getResponse().getStatus(), refusal);
            default -> new Problem.InternalServerError();
        };
    }

    private static Problem of(int status, WebApplicationException refusal) {
        if (status == 405) {
            var allow = refusal.getResponse().getHeaderString("Allow");
            return new Problem.MethodNotAllowed(allow == null ? "" : allow);
        }
        return of(status);
    }

    static Problem of(int status) {
        return switch (status) {
            case 400 -> new Problem.BadRequest("The request could not be read. Check its parameters and its body.");
            case 401 -> Challenge.NO_CALLER;
            case 403 -> new Problem.Forbidden("The caller's roles or scopes do not allow this.");
            case 404 -> new Problem.NotFound();
            case 406 ->
                new Problem.RefusedByFramework(
                        406, "Not Acceptable", "Ask for a media type that is served here in Accept.");
            case 413 -> new Problem.RefusedByFramework(413, "Content Too Large", "Send a smaller body.");
            case 415 ->
                new Problem.RefusedByFramework(
                        415, "Unsupported Media Type", "Send a body of a media type that is accepted here.");
            default ->
                status >= 400 && status < 500
                        ? new Problem.RefusedByFramework(status, "Request Refused", "The request was refused.")
                        : new Problem.InternalServerError();
        };
    }
}
