package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.CachedCatalog.content;
import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Redis that is killed, paused and back while requests come: nobody gets an error, and it is shared again by itself. */
@Timeout(60)
class CacheWhileRedisFailsTest extends SharedCatalog {

    private final RealRedis redis = RealRedis.start();

    private final Instance one = instance(this::connected);
    private final Instance other = instance(this::connected);

    private RedisCommands connected(RedisCommands.Settings settings) {
        var soon = new RedisCommands.Settings(Duration.ofMillis(25), settings.failures(), settings.pause());
        return new RedisCommands(vertx, () -> Redis.createClient(vertx, redis.url()), soon, meters);
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void it_is_killed_under_requests_and_starts_again() {
        var load = new Load();
        until("it is under way", () -> load.answered.get() > 100);
        redis.kill();
        until("it is known to be away", one::isAway);
        var then = load.answered.get();
        until("requests are answered on", () -> load.answered.get() > then + 100);
        redis.restart();
        until("what one fetches the other has", () -> isShared("/again" + calls.get()));
        load.end();
    }

    @Test
    void it_is_paused_under_requests_and_goes_on() {
        var load = new Load();
        until("it is under way", () -> load.answered.get() > 100);
        redis.pause();
        until("it is known to be away", one::isAway);
        var then = load.answered.get();
        until("requests are answered on", () -> load.answered.get() > then + 100);
        redis.resume();
        until("what one fetches the other has", () -> isShared("/again" + calls.get()));
        load.end();
    }

    @Test
    void what_memory_has_is_served_while_it_is_away() {
        one.get("/a");
        redis.kill();
        assertThat(content(one.get("/a"))).isEqualTo("answer 1");
        assertThat(content(other.get("/a"))).isEqualTo("answer 2");
        assertThat(content(other.get("/a"))).isEqualTo("answer 2");
    }

    @Test
    void a_change_that_redis_has_not_heard_of_is_told_when_it_is_back() {
        until("it is kept", () -> isShared("/a"));
        redis.pause();
        one.post("/a");
        until("it is known to be away", () -> {
            one.get("/b" + calls.get());
            return one.isAway();
        });
        redis.resume();
        var old = content(other.get("/a"));
        until("nobody takes the old one from Redis", () -> {
            var late = instance(this::connected);
            var found = find(late, "/a").stored();
            late.close();
            return found == null || !found.content().toString().equals(old);
        });
    }

    @Test
    void more_changes_than_can_be_told_apart_are_told_as_one_of_everything() {
        one.get("/a");
        untilKept(one, "/a");
        redis.pause();
        for (int i = 0; i < RedisStore.MOST_OWED + 1; i++) {
            one.post("/many/" + i);
        }
        one.post("/a");
        redis.resume();
        until("it has forgotten everything", () -> redis.ask("ZRANGE portico:" + app + ":cache:purges 0 -1")
                .equals("everything"));
        assertThat(find(instance(this::connected), "/a").stored()).isNull();
        until("it is shared again", () -> isShared("/again" + calls.get()));
    }

    @Test
    void a_redis_that_is_full_of_answers_is_not_away_for_them() {
        redis.ask("CONFIG SET maxmemory 1");
        for (int i = 0; i < 20; i++) {
            assertThat(one.get("/full/" + i).status()).isEqualTo(200);
            assertThat(one.post("/full/" + i).status()).isEqualTo(200);
        }
        until("they were refused", () -> redis.ask("INFO errorstats").contains("errorstat_OOM"));
        assertThat(one.isAway()).isFalse();
        redis.ask("CONFIG SET maxmemory 0");
        until("it is shared again", () -> isShared("/again" + calls.get()));
    }

    private boolean isShared(String target) {
        var fetched = content(one.get(target));
        for (int i = 0; i < 100; i++) {
            var found = find(other, target).stored();
            if (found != null) {
                return found.content().toString().equals(fetched);
            }
        }
        return false;
    }

    /** Clients of both instances, half of them for what is there and half for what is new. */
    private final class Load {

        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicInteger answered = new AtomicInteger();
        private final CompletableFuture<?> all = CompletableFuture.allOf(client(one), client(other));

        private CompletableFuture<?> client(Instance instance) {
            return CompletableFuture.runAsync(
                    () -> {
                        while (!ended.get()) {
                            assertThat(instance.get("/popular").status()).isEqualTo(200);
                            assertThat(instance.get("/rare/" + answered.incrementAndGet())
                                            .status())
                                    .isEqualTo(200);
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
        }

        void end() {
            ended.set(true);
            all.join();
        }
    }
}
