package dev.portico.gateway.exchange;

import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request so far. Each gate that learns something returns a richer one; none is ever changed.
 *
 * @param request what came in
 * @param id the request id: chosen by the client where it is sane, else made here
 * @param clientAddress the canonical textual address of the client, behind trusted proxies
 * @param path the canonical path; the only one that decides anything
 * @param route the row of the table that the path belongs to
 * @param caller who is calling
 * @param device what the client's app says of where it runs; null where no gate has read it
 * @param allowance what limits have let it take so far; null where none has been asked
 * @param answerFields header fields that gates want on the answer, whatever the answer will be
 * @param calls the calls made upstream on behalf of this request
 * @param trace holds the server span of the request, which records nothing where the request is not sampled, and baggage
 */
public record Exchange(
        Request request,
        String id,
        String clientAddress,
        String path,
        Route route,
        Caller caller,
        @Nullable Device device,
        @Nullable Allowance allowance,
        List<Field> answerFields,
        UpstreamCalls calls,
        Context trace) {

    /** A request of which nothing is known yet but what it says itself, outside of any trace. */
    public static Exchange of(Request request) {
        return of(request, Context.root());
    }

    /** A request of which nothing is known yet but what it says itself. */
    public static Exchange of(Request request, Context trace) {
        return new Exchange(
                request,
                "",
                request.peer(),
                "",
                Route.UNMATCHED,
                Caller.anonymous(),
                null,
                null,
                List.of(),
                new UpstreamCalls(),
                trace);
    }

    /** The server span of the request, to add events and attributes to. */
    public Span span() {
        return Span.fromContext(trace);
    }

    public Exchange identifiedAs(String requestId) {
        return new Exchange(
                request, requestId, clientAddress, path, route, caller, device, allowance, answerFields, calls, trace);
    }

    public Exchange from(String address) {
        return new Exchange(request, id, address, path, route, caller, device, allowance, answerFields, calls, trace);
    }

    public Exchange matched(Route row, String canonicalPath) {
        return new Exchange(
                request, id, clientAddress, canonicalPath, row, caller, device, allowance, answerFields, calls, trace);
    }

    public Exchange as(Caller proven) {
        return new Exchange(
                request, id, clientAddress, path, route, proven, device, allowance, answerFields, calls, trace);
    }

    public Exchange on(Device said) {
        return new Exchange(
                request, id, clientAddress, path, route, caller, said, allowance, answerFields, calls, trace);
    }

    public Exchange answering(List<Field> fields) {
        return fields.isEmpty() ? this : with(allowance, both(answerFields, fields));
    }

    /** Has taken from limits; what is said of that on the answer replaces what was said before. */
    public Exchange allowed(Allowance taken, List<Field> fields) {
        return with(taken, allowance == null ? both(answerFields, fields) : over(answerFields, fields));
    }

    /** Ends with a problem, whose header fields replace those of the same name. */
    public Exchange refused(Problem problem) {
        var fields = problem.fields();
        return fields.isEmpty() ? this : with(allowance, over(answerFields, fields));
    }

    private Exchange with(@Nullable Allowance taken, List<Field> fields) {
        return new Exchange(request, id, clientAddress, path, route, caller, device, taken, fields, calls, trace);
    }

    private static List<Field> over(List<Field> said, List<Field> fields) {
        var others = said.stream()
                .filter(field -> fields.stream().noneMatch(other -> other.name().equals(field.name())))
                .toList();
        return both(others, fields);
    }

    private static List<Field> both(List<Field> some, List<Field> more) {
        if (some.isEmpty()) {
            return List.copyOf(more);
        }
        var all = new ArrayList<Field>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return Collections.unmodifiableList(all);
    }
}
