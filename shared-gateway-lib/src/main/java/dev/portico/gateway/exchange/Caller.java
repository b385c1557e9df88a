package dev.portico.gateway.exchange;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who a request comes from, as far as it has been proven. */
public sealed interface Caller {

    /** What the caller may do in the terms of {@code roles} in the table; empty for who is not known. */
    Set<String> roles();

    /** What the caller's token was issued for (RFC 6749 section 3.3). */
    Set<String> scopes();

    /** Nobody has been proven to be calling. */
    record Anonymous() implements Caller {
        private static final Anonymous INSTANCE = new Anonymous();

        @Override
        public Set<String> roles() {
            return Set.of();
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }
    }

    /**
     * A person, proven by a verified token.
     *
     * @param subject the token's {@code sub}
     * @param token the verified token, for its further claims
     */
    record User(String subject, Set<String> roles, Set<String> scopes, JsonWebToken token) implements Caller {}

    /**
     * A third party's program, proven by a verified token.
     *
     * @param id the partner's identifier
     * @param token the verified token, for its further claims
     */
    record Partner(String id, Set<String> roles, Set<String> scopes, JsonWebToken token) implements Caller {}

    /** The caller before anything is proven. */
    static Caller anonymous() {
        return Anonymous.INSTANCE;
    }
}
