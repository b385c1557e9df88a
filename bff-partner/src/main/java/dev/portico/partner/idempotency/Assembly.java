package dev.portico.partner.idempotency;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses where keys are remembered: in memory. */
@Singleton
final class Assembly {

    @Produces
    @Singleton
    IdempotencyStore store(IdempotencySettings settings) {
        return new MemoryIdempotencyStore(settings.memory().asLongValue(), settings.keep(), Ticker.systemTicker());
    }
}
