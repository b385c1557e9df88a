package dev.portico.gateway.exchange;

import dev.portico.gateway.problem.Problem.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a request so far. Each gate that learns something returns a richer one; none is ever changed.
 *
 * @param request what came in
 * @param id the request id: chosen by the client where it is sane, else made here
 * @param clientAddress the canonical textual address of the client, behind trusted proxies
 * @param path the canonical path; the only one that decides anything
 * @param route the row of the table that the path belongs to
 * @param caller who is calling
 * @param answerFields header fields that gates want on the answer, whatever the answer will be
 * @param calls the calls made upstream on behalf of this request
 */
public record Exchange(
        Request request,
        String id,
        String clientAddress,
        String path,
        Route route,
        Caller caller,
        List<Field> answerFields,
        UpstreamCalls calls) {

    /** A request of which nothing is known yet but what it says itself. */
    public static Exchange of(Request request) {
        return new Exchange(
                request, "", request.peer(), "", Route.UNMATCHED, Caller.anonymous(), List.of(), new UpstreamCalls());
    }

    public Exchange identifiedAs(String requestId) {
        return new Exchange(request, requestId, clientAddress, path, route, caller, answerFields, calls);
    }

    public Exchange from(String address) {
        return new Exchange(request, id, address, path, route, caller, answerFields, calls);
    }

    public Exchange matched(Route row, String canonicalPath) {
        return new Exchange(request, id, clientAddress, canonicalPath, row, caller, answerFields, calls);
    }

    public Exchange as(Caller proven) {
        return new Exchange(request, id, clientAddress, path, route, proven, answerFields, calls);
    }

    public Exchange answering(List<Field> fields) {
        if (fields.isEmpty()) {
            return this;
        }
        var all = new ArrayList<Field>(answerFields.size() + fields.size());
        all.addAll(answerFields);
        all.addAll(fields);
        return new Exchange(request, id, clientAddress, path, route, caller, List.copyOf(all), calls);
    }
}
