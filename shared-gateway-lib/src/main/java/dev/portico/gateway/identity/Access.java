package dev.portico.gateway.identity;

import java.util.Set;

/** Who may use a row. */
public sealed interface Access {

    /**
     * Everyone.
     *
     * @param ignoringBadTokens whether a token that does not verify counts as none, instead of ending in 401
     */
    record Anyone(boolean ignoringBadTokens) implements Access {}

    /** Every caller that is proven. */
    record AnyCaller() implements Access {}

    /**
     * A proven caller with one of the roles and all of the scopes.
     *
     * @param roles one of these; empty asks for none
     * @param scopes all of these; empty asks for none
     */
    record Holding(Set<String> roles, Set<String> scopes) implements Access {}
}
