package dev.portico.partner.catalog;

import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import dev.portico.partner.catalog.CatalogSlices.Product;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The exports that run. Each holds a connection to the products service for as long as its reader takes, so there are only
 * so many at a time, and fewer of one partner: slow readers leave connections for everybody else.
 */
@Singleton
final class Exports {

    static final int MOST = 8;
    static final int MOST_OF_ONE = 2;

    private static final long RETRY_AFTER_SECONDS = 5;

    private final CatalogSource source;
    private final Map<String, Integer> running = new HashMap<>();
    private int all;

    Exports(CatalogSource source) {
        this.source = source;
    }

    /** All products; fails with {@link Refusal} where too many exports run. */
    Multi<Product> products(PartContext part) {
        return Multi.createFrom().deferred(() -> {
            var partner = part.exchange().caller().key();
            if (!begin(partner)) {
                return Multi.createFrom().failure(new Refusal(new Problem.Unavailable(RETRY_AFTER_SECONDS)));
            }
            var over = new AtomicBoolean();
            return source.export(part).onTermination().invoke(() -> {
                if (over.compareAndSet(false, true)) {
                    end(partner);
                }
            });
        });
    }

    private synchronized boolean begin(String partner) {
        if (all == MOST || running.getOrDefault(partner, 0) == MOST_OF_ONE) {
            return false;
        }
        all++;
        running.merge(partner, 1, Integer::sum);
        return true;
    }

    private synchronized void end(String partner) {
        all--;
        running.computeIfPresent(partner, (id, count) -> count == 1 ? null : count - 1);
    }
}
