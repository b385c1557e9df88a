package dev.portico.gateway.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.mutiny.Uni;
import java.security.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the keys of an issuer come from. */
public sealed interface VerificationKeys permits VerificationKeys.Fixed, KeySet {

    /** The keys for a token's {@code kid}, which may be null, and its algorithm. */
    Lookup find(@Nullable String kid, SignatureAlgorithm algorithm);

    /** Says that none of the keys that were found had signed a token, which may mean that they are no longer the issuer's. */
    void doubted();

    /** Whether there is a key to verify anything with. */
    boolean ready();

    /** A key that stands in the table: a public key, or the shared secret of HS256, HS384 or HS512. */
    static VerificationKeys given(Key key) {
        return new Fixed(new Lookup.Found(List.of(new VerificationKey(null, key, FittingAlgorithms.of(key)))));
    }

    /** What became of looking for a key. */
    sealed interface Lookup {

        /**
         * One of these has to have signed the token.
         *
         * @param keys at least one, and so few that each can be tried; nearly always one
         */
        record Found(List<VerificationKey> keys) implements Lookup {}

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
            return found.keys().getFirst().fits(algorithm) ? found : new Lookup.Unknown();
        }

        @Override
        public void doubted() {
            // A key of the table changes with the table.
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
