package dev.portico.gateway.exchange;

/**
 * What a request holds of something scarce until its answer has ended. A gate that takes one leaves it on the exchange
 * ({@link Exchange#holding}); the edge gives it back exactly once, when the answer has ended, the request was refused by a
 * later gate, or the client has hung up, on whatever thread that is noticed.
 *
 * <p>A gate must not take one while it waits ({@link Passage.Later}): nobody sees the exchange that arrives when the client
 * has gone meanwhile.
 */
@FunctionalInterface
public interface Permit {

    /** Holds nothing. */
    Permit NONE = () -> {};

    void giveBack();
}
