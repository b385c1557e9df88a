package dev.portico.gateway.shaping;

/**
 * All that a row changes of a request on its way to the upstream, and of the answer on its way back.
 *
 * @param requestHeaders of the fields that the client sent
 * @param query of the query
 * @param body of the JSON body
 * @param responseHeaders of the fields that the upstream answered with
 * @param responseFields the only fields of the answer's JSON that the client gets; everything lets any answer through as it is
 */
public record Shape(
        FieldRules requestHeaders,
        QueryRules query,
        JsonRules body,
        FieldRules responseHeaders,
        FieldTree responseFields) {

    public static final Shape UNCHANGED = new Shape(
            FieldRules.NONE, new QueryRules(FieldRules.NONE), JsonRules.NONE, FieldRules.NONE, FieldTree.EVERYTHING);

    /** Whether answers are JSON of which the client gets some fields only. */
    public boolean trims() {
        return !responseFields.isEverything();
    }

    /** Whether it says anything of requests. */
    public boolean changesRequests() {
        return !requestHeaders.isEmpty() || !query.rules().isEmpty() || !body.isEmpty();
    }

    /** The same, with no more of the answer than these fields. */
    public Shape showing(FieldTree fields) {
        return fields.isEverything()
                ? this
                : new Shape(requestHeaders, query, body, responseHeaders, responseFields.and(fields));
    }
}
