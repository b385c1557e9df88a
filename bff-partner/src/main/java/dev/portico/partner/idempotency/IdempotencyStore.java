package dev.portico.partner.idempotency;

import io.smallrye.mutiny.Uni;

/** Remembers for a time what became of requests with a key. Of all who claim a key at once, one is told that it is theirs. */
public interface IdempotencyStore {

    /**
     * Asks for a key.
     *
     * @param fingerprint stands for the content of the request
     */
    Uni<Claim> claim(IdempotencyKey key, String fingerprint);

    /** Tells how an attempt ended; those who wait for it are told. */
    Uni<Void> end(Claim.Yours claim, Ending ending);
}
