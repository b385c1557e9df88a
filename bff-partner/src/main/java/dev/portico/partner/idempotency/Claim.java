package dev.portico.partner.idempotency;

import io.smallrye.mutiny.Uni;

/** What somebody who has a request to make is told of its key. */
public sealed interface Claim {

    /**
     * Nobody has done it: do it now, and say how it ended.
     *
     * @param attempt tells this attempt from others with the same key
     */
    record Yours(IdempotencyKey key, String fingerprint, long attempt) implements Claim {}

    /** It is done. */
    record Done(Answer answer) implements Claim {}

    /**
     * Somebody is at it.
     *
     * @param ended when it is worth asking again
     */
    record Taken(Uni<Void> ended) implements Claim {}

    /** The key stands for another request. */
    record ForAnother() implements Claim {}
}
