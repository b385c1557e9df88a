package dev.portico.partner.idempotency;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Chooses where keys are remembered: in memory. A native image has to keep the classes that Caffeine looks up by name for a
 * cache of bounded weight with expiry after writing.
 */
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.PSWMW", "com.github.benmanes.caffeine.cache.SSMWW"})
@Singleton
final class Assembly {

    @Produces
    @Singleton
    IdempotencyStore store(IdempotencySettings settings) {
        return new MemoryIdempotencyStore(settings.memory().asLongValue(), settings.keep(), Ticker.systemTicker());
    }
}
