package dev.portico.gateway.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.mutiny.Uni;
import java.security.Key;
import org.jspecify.annotations.Nullable;

/** Where the keys of an issuer come from. */
public sealed interface VerificationKeys permits VerificationKeys.Fixed, KeySet {

    /** The key for a token's {@code kid}, which may be null, and its algorithm. */
    Lookup find(@Nullable String kid, SignatureAlgorithm algorithm);

    /** Whether there is a key to verify anything with. */
    boolean ready();

    /** A key that stands in the table: a public key, or the shared secret of HS256, HS384 or HS512. */
    static VerificationKeys given(Key key) {
        return new Fixed(new Lookup.Found(new VerificationKey(null, key, FittingAlgorithms.of(key))));
    }

    /** What became of looking for a key. */
    sealed interface Lookup {

        record Found(VerificationKey key) implements Lookup {}

        /** The issuer has no such key. */
        record Unknown() implements Lookup {}

        /** The issuer cannot be asked now. */
        record Unavailable() implements Lookup {}

        /** The issuer is being asked; the lookup that arrives is never another one of these. */
        record Asking(Uni<Lookup> lookup) implements Lookup {}
    }

    /** One key for all that its issuer signs. */
    record Fixed(Lookup.Found found) implements VerificationKeys {
        @Override
        public Lookup find(@Nullable String kid, SignatureAlgorithm algorithm) {
            return found.key().fits(algorithm) ? found : new Lookup.Unknown();
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
