package dev.portico.gateway.identity;

import io.smallrye.mutiny.Uni;

/** Where API keys are found by their prefix. Safe for use by any thread, and blocks none. */
public interface ApiKeyStore {

    /** What became of a search. */
    sealed interface Lookup {

        record Found(ApiKey key) implements Lookup {}

        record Unknown() implements Lookup {}

        /** Nobody can say now whether there is one. */
        record Unavailable() implements Lookup {}

        /** It has to be asked for; what arrives is never another one of these. */
        record Asking(Uni<Lookup> lookup) implements Lookup {}
    }

    Lookup find(String prefix);
}
