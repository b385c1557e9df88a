package dev.portico.gateway.admission;

/** A part of the key that a count is kept for. Who is not known is counted by address wherever a caller is asked for. */
public sealed interface KeyPart {

    /** The client's address: IPv4 as it is, also inside of 64:ff9b::/96; IPv6 by its /64, which is what one subscriber is given. */
    record Address() implements KeyPart {}

    /** The caller: a user or a partner. */
    record User() implements KeyPart {}

    /** The same as {@link User}, for a table of partners to read well. */
    record Partner() implements KeyPart {}

    /** The API key by which the caller is known; who is known by something else counts as the caller. */
    record ApiKey() implements KeyPart {}

    /** The row of the table. */
    record Route() implements KeyPart {}

    /**
     * What a claim of the caller's token says, such as a tenant: a text or a number; whoever has no such claim counts as the caller.
     *
     * @param name the claim
     */
    record Claim(String name) implements KeyPart {}

    /** Whether it needs to know who is calling. */
    default boolean ofCaller() {
        return switch (this) {
            case Address(), Route() -> false;
            case User(), Partner(), ApiKey(), Claim _ -> true;
        };
    }
}
