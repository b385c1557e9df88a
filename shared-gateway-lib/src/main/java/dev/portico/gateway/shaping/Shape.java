package dev.portico.gateway.shaping;

/**
 * All that a row changes of a request on its way to the upstream, and of the answer on its way back.
 *
 * @param requestHeaders of the fields that the client sent
 * @param query of the query
 * @param body of the JSON body
 * @param responseHeaders of the fields that the upstream answered with
 */
public record Shape(FieldRules requestHeaders, QueryRules query, JsonRules body, FieldRules responseHeaders) {

    public static final Shape UNCHANGED =
            new Shape(FieldRules.NONE, new QueryRules(FieldRules.NONE), JsonRules.NONE, FieldRules.NONE);
}
