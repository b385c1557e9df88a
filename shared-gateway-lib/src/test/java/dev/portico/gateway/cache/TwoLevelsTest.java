package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.call;
import static dev.portico.gateway.cache.CachedCatalog.content;
import static dev.portico.gateway.cache.CachedCatalog.said;
import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.identity.FakeToken;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What two instances have of each other through a real Redis. */
@Timeout(60)
class TwoLevelsTest extends SharedCatalog {

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

    @Test
    void what_one_has_fetched_the_other_need_not() {
        assertThat(said(one.get("/a"))).isEqualTo("portico; fwd=uri-miss; fwd-status=200; stored; ttl=600");
        untilKept(one, "/a");
        after(10);
        var reply = other.get("/a");
        assertThat(content(reply)).isEqualTo("answer 1");
        assertThat(said(reply)).isEqualTo("portico; hit; ttl=590");
        assertThat(reply.headers().get("Age")).isEqualTo("10");
        assertThat(other.fetch(call("HEAD", "/a", Caller.anonymous())).status()).isEqualTo(200);
        assertCalls(1);
    }

    @Test
    void a_head_a_part_and_a_wish_for_what_is_stored_are_answered_by_what_the_other_has_fetched() {
        one.get("/a");
        untilKept(one, "/a");
        assertThat(instance(this::connected).get("/a", "Range: bytes=0-1").status())
                .isEqualTo(206);
        assertThat(content(instance(this::connected).get("/a", "Cache-Control: only-if-cached")))
                .isEqualTo("answer 1");
        assertThat(said(instance(this::connected).fetch(call("HEAD", "/a", Caller.anonymous()))))
                .startsWith("portico; hit");
        assertCalls(1);
    }

    @Test
    void large_answers_travel_deflated() {
        var large = "{\"name\": \"boots\"}".repeat(5_000);
        upstream = call -> Future.succeededFuture(answer(large, FRESH, "ETag: \"a\""));
        one.get("/large");
        untilKept(one, "/large");
        assertThat(content(other.get("/large"))).isEqualTo(large);
        assertCalls(1);
    }

    @Test
    void each_variant_is_shared() {
        upstream = answering(FRESH, "Vary: Accept-Language");
        one.get("/a", "Accept-Language: de");
        untilKept(one, "/a", "Accept-Language: de");
        one.get("/a", "Accept-Language: en");
        untilKept(one, "/a", "Accept-Language: en");
        assertThat(content(other.get("/a", "Accept-Language: DE"))).isEqualTo("answer 1");
        assertThat(content(other.get("/a", "Accept-Language: en"))).isEqualTo("answer 2");
        assertThat(content(other.get("/a", "Accept-Language: fr"))).isEqualTo("answer 3");
        upstream = answering(FRESH, "Content-Encoding: gzip");
        one.get("/b", "Accept-Encoding: gzip");
        untilKept(one, "/b", "Accept-Encoding: gzip");
        assertThat(content(other.get("/b", "Accept-Encoding: gzip"))).isEqualTo("answer 4");
        assertThat(content(other.get("/b"))).isEqualTo("answer 5");
    }

    @Test
    void nobody_gets_what_was_fetched_for_another_caller() {
        upstream = answering(FRESH);
        var alice = new Caller.User("main", "alice", Set.of(), Set.of(), FakeToken.TOKEN);
        var bob = new Caller.User("main", "bob", Set.of(), Set.of(), FakeToken.TOKEN);
        one.fetch(call("GET", "/me", alice));
        var lookup = Lookup.of("catalog", call("GET", "/me", alice), CacheRule.STANDARD);
        until(
                "it is kept",
                () -> one.levels
                                .store()
                                .find(lookup.key(), lookup.call().headers())
                                .toCompletionStage()
                                .toCompletableFuture()
                                .join()
                                .stored()
                        != null);
        assertThat(content(other.fetch(call("GET", "/me", bob)))).isEqualTo("answer 2");
        assertThat(content(other.fetch(call("GET", "/me", alice)))).isEqualTo("answer 1");
        assertThat(content(other.get("/me"))).isEqualTo("answer 3");
    }

    @Test
    void another_app_on_the_same_redis_has_its_own() {
        var stranger = instance("another-app", this::connected);
        one.get("/a");
        untilKept(one, "/a");
        assertThat(content(stranger.get("/a"))).isEqualTo("answer 2");
        assertThat(REDIS.ask("KEYS *")).doesNotContain("/a");
    }

    @Test
    void what_one_has_validated_is_fresh_for_the_other() {
        upstream = answering("Cache-Control: max-age=10, stale-if-error=600", "ETag: \"a\"");
        one.get("/a");
        untilKept(one, "/a");
        other.get("/a");
        assertCalls(1);
        after(20);
        upstream = call -> {
            var confirmed = Answers.reply(304, "", "ETag: \"a\"", "Cache-Control: max-age=100");
            confirmed.headers().set("Date", HttpDate.format(now()));
            return Future.succeededFuture(confirmed);
        };
        assertThat(said(one.get("/a"))).isEqualTo("portico; fwd=stale; fwd-status=304; stored; ttl=100");
        until("the newer one is kept", () -> {
            var kept = find(one, "/a").stored();
            return kept != null && kept.left(now()) == 100_000;
        });
        assertThat(said(other.get("/a"))).isEqualTo("portico; hit; ttl=100");
        assertCalls(2);
    }

    @Test
    void what_is_not_right_any_more_is_gone_for_all() {
        upstream = answering("Cache-Control: max-age=10, stale-if-error=600", "ETag: \"a\"");
        one.get("/a");
        untilKept(one, "/a");
        after(20);
        upstream = answering("Cache-Control: no-store");
        one.get("/a");
        until("it is gone", () -> find(one, "/a").stored() == null);
    }

    @Test
    void many_requests_at_once_are_one_call() {
        var late = Promise.<Reply>promise();
        upstream = call -> late.future();
        var waiting = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 50; i++) {
            waiting.add(CompletableFuture.supplyAsync(
                    () -> one.get("/a"), task -> Thread.ofVirtual().start(task)));
        }
        until("one is on its way", () -> calls.get() > 0);
        late.complete(answer("one", FRESH));
        waiting.forEach(reply -> assertThat(content(reply.join())).isEqualTo("one"));
        assertCalls(1);
    }

    @Test
    void a_change_through_one_is_known_to_the_other() {
        one.get("/a");
        untilKept(one, "/a");
        other.get("/a");
        one.post("/a");
        until("the other has forgotten it", () -> other.memory
                .find(Lookup.of("catalog", Answers.get("/a"), CacheRule.STANDARD)
                        .key())
                .isEmpty());
        assertThat(content(other.get("/a"))).isEqualTo("answer 3");
        assertThat(content(one.get("/a"))).isIn("answer 3", "answer 4");
    }

    @Test
    void a_change_is_known_to_the_other_though_redis_had_nothing_of_it() {
        var large = new byte[300_000];
        new Random(1).nextBytes(large);
        upstream = call -> Future.succeededFuture(answer(Base64.getEncoder().encodeToString(large), FRESH));
        one.get("/large");
        other.get("/large");
        assertThat(find(one, "/large").stored()).isNull();
        assertThat(other.memory.count(place("/large"))).isEqualTo(1);
        one.post("/large");
        until("the other has forgotten it", () -> other.memory.count(place("/large")) == 0);
    }

    @Test
    void what_was_on_its_way_while_another_changed_it_is_not_kept() {
        var old = Promise.<Reply>promise();
        upstream = call -> call.method().equals("GET") ? old.future() : Future.succeededFuture(answer("done"));
        var reading = CompletableFuture.supplyAsync(() -> other.get("/a"));
        until("it is on its way", () -> calls.get() == 1);
        other.memory.put(new CacheKey(place("/a"), "somebody"), Answers.stored("x", FRESH));
        one.post("/a");
        until("the other has heard of it", () -> other.memory.count(place("/a")) == 0);
        old.complete(answer("old", FRESH));
        assertThat(content(reading.join())).isEqualTo("old");
        upstream = answering(FRESH);
        assertThat(content(other.get("/a"))).isEqualTo("answer 3");
    }

    private static String place(String target) {
        return CacheKey.place("catalog", target);
    }

    @Test
    void what_was_on_its_way_while_another_changed_it_is_not_shared() {
        var old = Promise.<Reply>promise();
        upstream = call -> call.method().equals("GET") ? old.future() : Future.succeededFuture(answer("done"));
        var reading = CompletableFuture.supplyAsync(() -> one.get("/a"));
        until("it is on its way", () -> calls.get() == 1);
        other.post("/a");
        until("Redis has heard of it", () -> {
            var mark = find(other, "/a").mark();
            return mark != null && !mark.generation().isEmpty();
        });
        old.complete(answer("old", FRESH));
        assertThat(content(reading.join())).isEqualTo("old");
        upstream = answering(FRESH);
        assertThat(content(other.get("/a"))).isEqualTo("answer 3");
        untilKept(other, "/a");
        assertThat(content(instance(this::connected).get("/a"))).isEqualTo("answer 3");
    }

    @Test
    void a_broken_value_is_as_good_as_none() {
        one.get("/a");
        untilKept(one, "/a");
        var hash = REDIS.ask("KEYS portico:" + app + ":cache:{*}:*");
        assertThat(REDIS.ask("TYPE " + hash)).isEqualTo("+hash");
        REDIS.ask("HSET " + hash + " plain nonsense");
        assertThat(content(other.get("/a"))).isEqualTo("answer 2");
        REDIS.ask("DEL " + hash);
        REDIS.ask("SET " + hash + " text");
        assertThat(content(instance(this::connected).get("/a"))).isEqualTo("answer 3");
        assertThat(other.isAway()).isFalse();
    }

    @Test
    void answers_leave_redis_when_nobody_may_get_them_any_more() {
        upstream = answering("Cache-Control: max-age=100, stale-while-revalidate=20");
        one.get("/a");
        untilKept(one, "/a");
        var keys = REDIS.ask("KEYS portico:" + app + ":cache:{*").lines().toList();
        assertThat(keys).hasSize(2);
        assertThat(keys).allSatisfy(key -> assertThat(
                        Long.parseLong(REDIS.ask("PTTL " + key).substring(1)))
                .isBetween(100_000L, 120_000L));
    }
}
