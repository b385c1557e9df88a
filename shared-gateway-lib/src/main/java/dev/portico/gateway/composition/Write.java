package dev.portico.gateway.composition;

import org.jspecify.annotations.Nullable;

/**
 * A change that a screen asks of an upstream.
 *
 * @param method the method, case-sensitive
 * @param target path and query, percent-encoded
 * @param body what is sent as JSON, or null for nothing
 * @param idempotencyKey what makes two of them the same one to the upstream (Idempotency-Key, draft-ietf-httpapi)
 */
public record Write(String method, String target, @Nullable Object body, String idempotencyKey) {

    public static Write post(String target, Object body, String idempotencyKey) {
        return new Write("POST", target, body, idempotencyKey);
    }
}
