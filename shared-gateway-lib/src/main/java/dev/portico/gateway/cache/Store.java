package dev.portico.gateway.cache;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A second level behind the memory of this process, which other instances have too. It may be slow or away at any time; then
 * it has nothing and keeps nothing, and says so as if it were empty. Its futures never fail. Safe for use by any thread, and
 * blocks none.
 */
interface Store {

    /**
     * What was known of a key when the store was asked. What was fetched after that may be kept as long as it still holds.
     *
     * @param generation which changes of the resource had been seen
     * @param purges which purges had been heard of
     */
    record Mark(String generation, long purges) {}

    /**
     * What the store says of a key.
     *
     * @param stored the newest answer to such a request, or null
     * @param mark null where it could not be asked, so that nothing may be kept either
     */
    record Found(@Nullable Stored stored, @Nullable Mark mark) {

        static final Found NOTHING = new Found(null, null);
    }

    /** No second level. */
    Store NONE = new Store() {
        @Override
        public Future<Found> find(CacheKey key, MultiMap request) {
            return Future.succeededFuture(Found.NOTHING);
        }

        @Override
        public void keep(CacheKey key, Stored stored, Mark mark) {}

        @Override
        public void forget(CacheKey key, Stored stored) {}

        @Override
        public void invalidate(String place) {}

        @Override
        public Future<Boolean> purge(List<Purge> purges) {
            return Future.succeededFuture(false);
        }
    };

    /**
     * Begins to listen to other instances; until then it has nothing.
     *
     * @param changed told where another instance has changed something
     */
    default void start(Consumer<String> changed) {}

    /** Listens no longer. */
    default void close() {}

    /** @param request the header fields that go upstream */
    Future<Found> find(CacheKey key, MultiMap request);

    /** Keeps an answer, unless something was changed or purged since the mark that concerns it. */
    void keep(CacheKey key, Stored stored, Mark mark);

    /** Forgets an answer that is not right any more. */
    void forget(CacheKey key, Stored stored);

    /** Forgets all answers at a resource, whoever they are for. */
    void invalidate(String place);

    /** Forgets what is meant, here and on all instances; false where nobody but this one may have heard of it. */
    Future<Boolean> purge(List<Purge> purges);
}
