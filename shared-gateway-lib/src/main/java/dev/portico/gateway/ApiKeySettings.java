package dev.portico.gateway;

import dev.portico.gateway.identity.ApiKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What the table says of API keys.
 *
 * @param header the field that they come in
 * @param ids whose ids their partners' are
 */
public record ApiKeySettings(String header, String ids, Source source) {

    /** Where the keys are. */
    public sealed interface Source {

        /** In the table. */
        record Listed(Map<String, ApiKey> keys) implements Source {}

        /**
         * In a file that is read again when it changes.
         *
         * @param plans those that its rows may name; none where they may name what they like
         * @param keys those that were in it at first
         */
        record Filed(Path file, Set<String> plans, Map<String, ApiKey> keys) implements Source {}

        /**
         * In Redis.
         *
         * @param kept for how long a key that was found may go on being good while Redis is away
         */
        record Shared(Duration kept) implements Source {}
    }
}
