package dev.portico.gateway.identity;

import io.smallrye.mutiny.Uni;
import java.security.Key;
import org.jspecify.annotations.Nullable;

/** Where the keys of an issuer come from. */
public sealed interface VerificationKeys permits VerificationKeys.Fixed, KeySet {

    /** The key for a token's {@code kid}, which may be null. */
    Lookup find(@Nullable String kid);

    /** Whether there is a key to verify anything with. */
    boolean ready();

    /** What became of looking for a key. */
    sealed interface Lookup {

        record Found(Key key) implements Lookup {}

        /** The issuer has no such key. */
        record Unknown() implements Lookup {}

        /** The issuer cannot be asked now. */
        record Unavailable() implements Lookup {}

        /** The issuer is being asked; the lookup that arrives is never another one of these. */
        record Asking(Uni<Lookup> lookup) implements Lookup {}
    }

    /** One key that stands in the configuration: a public key, or the shared secret of HS256. */
    record Fixed(Key key) implements VerificationKeys {
        @Override
        public Lookup find(@Nullable String kid) {
            return new Lookup.Found(key);
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
