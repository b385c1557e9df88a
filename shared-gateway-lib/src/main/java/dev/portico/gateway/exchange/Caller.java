package dev.portico.gateway.exchange;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who a request comes from, as far as it has been proven. */
public sealed interface Caller {

    /** What the caller may do in the terms of {@code roles} in the table; empty for who is not known. */
    Set<String> roles();

    /** What the caller's token was issued for (RFC 6749 section 3.3). */
    Set<String> scopes();

    /** Tells callers apart: no two have the same, whichever issuers vouch for them. Empty for who is not known. */
    String key();

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

        @Override
        public String key() {
            return "";
        }
    }

    /**
     * A person, proven by a verified token.
     *
     * @param issuer whose ids these are, by its name in the table; the same subject of another issuer is another user
     * @param subject the user's id, unique for its issuer
     * @param token the verified token, for its further claims
     */
    record User(String issuer, String subject, Set<String> roles, Set<String> scopes, JsonWebToken token)
            implements Caller {

        @Override
        public String key() {
            return "user:" + issuer + ':' + subject;
        }
    }

    /**
     * A third party's program, proven by a verified token or by an API key.
     *
     * @param issuer whose ids these are, by its name in the table; the same id of another issuer is another partner
     * @param id the partner's identifier
     * @param token the verified token, for its further claims; null where an API key was sent
     * @param plan what the partner has agreed to, by its name in the table; null where nothing is said of it
     * @param apiKey the public prefix of the API key; null where a token was sent
     */
    record Partner(
            String issuer,
            String id,
            Set<String> roles,
            Set<String> scopes,
            @Nullable JsonWebToken token,
            @Nullable String plan,
            @Nullable String apiKey)
            implements Caller {

        /** One that is proven by a token. */
        public Partner(String issuer, String id, Set<String> roles, Set<String> scopes, JsonWebToken token) {
            this(issuer, id, roles, scopes, token, null, null);
        }

        @Override
        public String key() {
            return "partner:" + issuer + ':' + id;
        }
    }

    /** The caller before anything is proven. */
    static Caller anonymous() {
        return Anonymous.INSTANCE;
    }
}
