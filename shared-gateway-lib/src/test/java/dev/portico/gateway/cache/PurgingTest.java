package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.CachedCatalog.content;
import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators purge is gone from both levels of all instances. */
@Timeout(60)
class PurgingTest extends SharedCatalog {

    private static final RealRedis REDIS = RealRedis.start();

    private final Instance one = instance(this::connected);
    private final Instance other = instance(this::connected);

    private RedisCommands connected(RedisCommands.Settings settings) {
        return new RedisCommands(vertx, () -> Redis.createClient(vertx, REDIS.url()), settings, meters);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    static Stream<Purge> purges() {
        return Stream.of(
                new Purge.Tag("green"),
                new Purge.Target("catalog", "/a?page=1"),
                new Purge.Prefix("catalog", "/a"),
                new Purge.Everything());
    }

    @ParameterizedTest
    @MethodSource("purges")
    void what_is_purged_is_gone_from_both_levels_of_all(Purge purge) {
        upstream = answering(FRESH, "Surrogate-Key: red green");
        one.get("/a?page=1");
        untilKept(one, "/a?page=1");
        other.get("/a?page=1");
        assertCalls(1);
        assertThat(one.purge(purge)).isEqualTo(new Levels.Purged(1, true));
        assertThat(content(one.get("/a?page=1"))).isEqualTo("answer 2");
        until("the other has forgotten it", () -> !content(other.get("/a?page=1"))
                .equals("answer 1"));
        untilKept(one, "/a?page=1");
        assertThat(content(instance(this::connected).get("/a?page=1"))).isIn("answer 2", "answer 3");
    }

    @ParameterizedTest
    @MethodSource("purges")
    void what_is_purged_is_not_taken_from_redis_by_an_instance_that_starts_later(Purge purge) {
        upstream = answering(FRESH, "Surrogate-Key: red green");
        one.get("/a?page=1");
        untilKept(one, "/a?page=1");
        other.purge(purge);
        assertThat(content(instance(this::connected).get("/a?page=1"))).isEqualTo("answer 2");
    }

    @Test
    void what_is_not_meant_stays() {
        upstream = answering(FRESH, "Surrogate-Key: red");
        one.get("/a");
        untilKept(one, "/a");
        other.purge(
                new Purge.Tag("re"),
                new Purge.Tag("green"),
                new Purge.Target("catalog", "/"),
                new Purge.Target("basket", "/a"),
                new Purge.Prefix("catalog", "/ab"),
                new Purge.Prefix("cat", "/"));
        assertThat(content(one.get("/a"))).isEqualTo("answer 1");
        assertThat(content(other.get("/a"))).isEqualTo("answer 1");
    }

    @Test
    void what_was_on_its_way_while_somebody_purged_is_kept_by_nobody() {
        var old = Promise.<Reply>promise();
        upstream = call -> old.future();
        var reading = CompletableFuture.supplyAsync(() -> one.get("/a"));
        until("it is on its way", () -> calls.get() == 1);
        other.purge(new Purge.Prefix("catalog", "/"));
        old.complete(answer("old", FRESH));
        assertThat(content(reading.join())).isEqualTo("old");
        upstream = answering(FRESH);
        assertThat(content(other.get("/a"))).isEqualTo("answer 2");
        until("nobody has the old one", () -> !content(one.get("/a")).equals("old"));
    }

    @Test
    void who_was_not_told_of_a_purge_finds_out() {
        one.get("/a");
        untilKept(one, "/a");
        other.get("/a");
        for (int i = 0; i < 5; i++) {
            REDIS.ask("CLIENT KILL TYPE pubsub");
            one.purge(new Purge.Tag("tag" + i));
        }
        REDIS.ask("CLIENT KILL TYPE pubsub");
        one.purge(new Purge.Target("catalog", "/a"));
        until("the other has forgotten it", () -> !content(other.get("/a")).equals("answer 1"));
    }

    @Test
    void a_purge_that_redis_has_not_got_says_so() {
        var redis = RealRedis.start();
        var alone = instance(
                settings -> new RedisCommands(vertx, () -> Redis.createClient(vertx, redis.url()), settings, meters));
        alone.get("/a");
        redis.kill();
        assertThat(alone.purge(new Purge.Target("catalog", "/a"))).isEqualTo(new Levels.Purged(1, false));
        assertThat(content(alone.get("/a"))).isEqualTo("answer 2");
    }

    @Test
    void a_purge_that_this_instance_could_not_read_back_says_so() {
        try (var redis = RealRedis.start()) {
            var deaf = instance(settings ->
                    new RedisCommands(vertx, () -> Redis.createClient(vertx, redis.url()), settings, meters));
            redis.ask("ACL SETUSER default -zrangebyscore");
            assertThat(deaf.purge(new Purge.Tag("red")).everywhere()).isFalse();
            assertThat(redis.ask("ZCARD portico:" + app + ":cache:purges")).isEqualTo(":1");
            redis.ask("ACL SETUSER default +zrangebyscore");
            assertThat(deaf.purge(new Purge.Tag("red")).everywhere()).isTrue();
        }
    }

    @Test
    void a_user_of_its_own_needs_no_more_than_the_documentation_says() {
        REDIS.ask("ACL SETUSER gateway on >secret ~portico:* &portico:* -@all +evalsha +eval +hello +ping +select +time"
                + " +hset +pexpire +set +get +hget +hdel +hexists +hlen +hstrlen +del +pttl +publish +subscribe +zadd"
                + " +zcard +zrange +zrangebyscore +zremrangebyrank +zremrangebyscore +zrevrange");
        var url = REDIS.url().replace("//", "//gateway:secret@");
        var modest =
                instance(settings -> new RedisCommands(vertx, () -> Redis.createClient(vertx, url), settings, meters));
        modest.get("/a");
        untilKept(modest, "/a");
        modest.post("/a");
        until("it is changed", () -> find(modest, "/a").stored() == null);
        assertThat(one.purge(new Purge.Tag("red")).everywhere()).isTrue();
        assertThat(modest.purge(new Purge.Tag("red")).everywhere()).isTrue();
        until("it listens", () -> REDIS.ask("CLIENT LIST TYPE pubsub").contains("user=gateway"));
    }

    @Test
    void the_list_of_purges_is_bounded_and_loses_none() {
        one.get("/a");
        untilKept(one, "/a");
        var many = Stream.iterate(0, i -> i + 1)
                .limit(1_000)
                .map(i -> (Purge) new Purge.Tag("tag" + i + "-of-" + app))
                .toArray(Purge[]::new);
        other.purge(new Purge.Target("catalog", "/a"));
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j < many.length; j++) {
                many[j] = new Purge.Tag("tag-" + i + '-' + j);
            }
            other.purge(many);
        }
        assertThat(REDIS.ask("ZCARD portico:" + app + ":cache:purges")).isEqualTo(":" + PurgeLog.MOST);
        assertThat(content(instance(this::connected).get("/a"))).isEqualTo("answer 2");
    }
}
