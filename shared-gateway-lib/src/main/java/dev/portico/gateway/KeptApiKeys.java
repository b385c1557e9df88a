package dev.portico.gateway;

import dev.portico.gateway.identity.ApiKeyStore;
import dev.portico.gateway.identity.ApiKeys;
import dev.portico.gateway.identity.ListedApiKeys;
import dev.portico.gateway.identity.SharedApiKeys;
import java.time.InstantSource;
import java.util.List;

/** The API keys of a table in operation: where they are found, and what keeps them up to date until it is closed. */
final class KeptApiKeys implements AutoCloseable {

    private final ApiKeys keys;
    private final List<WatchedApiKeys> watched;

    private KeptApiKeys(ApiKeys keys, List<WatchedApiKeys> watched) {
        this.keys = keys;
        this.watched = watched;
    }

    static KeptApiKeys of(ApiKeySettings settings, Surroundings surroundings) {
        return switch (settings.source()) {
            case ApiKeySettings.Source.Listed(var listed) ->
                new KeptApiKeys(checking(settings, new ListedApiKeys(listed)), List.of());
            case ApiKeySettings.Source.Filed filed -> {
                var keys = new ListedApiKeys(filed.keys());
                var watch = new WatchedApiKeys(surroundings.vertx(), filed, keys, surroundings.metrics());
                yield new KeptApiKeys(checking(settings, keys), List.of(watch));
            }
            case ApiKeySettings.Source.Shared(var kept) -> {
                var redis = surroundings.redis();
                if (redis == null) {
                    throw new InvalidTable(
                            "its table",
                            List.of(new InvalidTable.Complaint(
                                    ApiKeyRows.KEY + ".store",
                                    "redis",
                                    "there is no Redis; set quarkus.redis.hosts (QUARKUS_REDIS_HOSTS), such as"
                                            + " redis://localhost:6379")));
                }
                var store = new SharedApiKeys(redis::fields, kept, System::nanoTime);
                yield new KeptApiKeys(checking(settings, store), List.of());
            }
        };
    }

    private static ApiKeys checking(ApiKeySettings settings, ApiKeyStore store) {
        return new ApiKeys(settings.header(), settings.ids(), store, InstantSource.system());
    }

    ApiKeys keys() {
        return keys;
    }

    @Override
    public void close() {
        watched.forEach(WatchedApiKeys::close);
    }
}
