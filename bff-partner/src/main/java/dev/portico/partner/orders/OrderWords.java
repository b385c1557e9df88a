package dev.portico.partner.orders;

/** What the OpenAPI document says of operations that all versions of the contract have. */
final class OrderWords {

    static final String ID = "the order's id";

    static final String KEY =
            "names this request, such as a UUID: the same name for each attempt at it, kept for 24 hours";

    static final String PLACING =
            "Send the same order with the same Idempotency-Key again where no answer came, or one that"
                    + " leaves open whether it was placed: it is placed once at most, and the first answer is given again.";

    static final String PLACED = "The order is placed.";

    static final String LOCATION = "where the order is to be found";

    static final String REPLAYED = "true where this is the answer to an earlier attempt";

    static final String IN_PROGRESS =
            "An earlier attempt is still being worked on; Retry-After says when to ask again.";

    static final String NOT_PLACED = "The order cannot be placed as it is, or the key was used for another one.";

    static final String CANCELLING =
            "An order that is cancelled already stays so, and this says so as often as it is asked: again, too, where no"
                    + " answer came, or one that leaves open whether it was cancelled.";

    static final String CANCELLED = "The order is cancelled.";

    static final String NOT_CANCELLED = "The order has gone too far to be cancelled.";

    private OrderWords() {}
}
