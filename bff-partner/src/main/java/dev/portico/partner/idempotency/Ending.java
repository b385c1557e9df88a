package dev.portico.partner.idempotency;

/** How an attempt at a request ended. */
public sealed interface Ending {

    /** It was done, and this is its answer from now on. */
    record Done(Answer answer) implements Ending {}

    /** Nothing was changed: the key is free again, for another request too. */
    record NothingDone() implements Ending {}

    /** Nobody knows: the same request may be made again, and no other one with this key. */
    record Unknown() implements Ending {}
}
