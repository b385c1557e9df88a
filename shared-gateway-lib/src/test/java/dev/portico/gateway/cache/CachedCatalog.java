package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A cache before an upstream that answers when a test says so, at a time that the test sets. */
class CachedCatalog {

    private final Vertx vertx = Vertx.vertx();
    private static final long LONG_SECONDS = 20;

    final MemoryCache memory = new MemoryCache(1 << 20, 100);
    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<Promise<Reply>> answers = new CopyOnWriteArrayList<>();
    final Semaphore called = new Semaphore(0);
    final List<String> discarded = new ArrayList<>();
    long now = Answers.NOW;
    Optional<CacheRule> rule = Optional.of(CacheRule.STANDARD);

    final CachingUpstream cache = new CachingUpstream(
            vertx,
            new CachedUpstream(
                    "catalog",
                    List.of("http://catalog:80"),
                    row -> rule,
                    Set.of(Set.of("page")),
                    Duration.ofSeconds(5)),
            call -> {
                calls.add(call);
                var answer = Promise.<Reply>promise();
                answers.add(answer);
                called.release();
                return answer.future();
            },
            memory,
            () -> Instant.ofEpochMilli(now));

    @AfterEach
    void close() {
        vertx.close();
    }

    /** Sends a request whose answer the upstream gives at once. */
    Reply fetch(Call call, Reply answer) {
        var asked = calls.size();
        var waiting = cache.fetch(call);
        assertThat(calls).hasSize(asked + 1);
        answers.getLast().complete(answer);
        return await(waiting);
    }

    /** Sends a request that the cache answers by itself. */
    Reply cached(Call call) {
        var asked = calls.size();
        var reply = await(cache.fetch(call));
        assertThat(calls).hasSize(asked);
        return reply;
    }

    /** Waits until those who were told that they wait in vain have begun anew: they come back to one thread, in their order. */
    void untilBegunAnew() throws Exception {
        var behind = Promise.<Void>promise();
        vertx.getOrCreateContext().runOnContext(behind::complete);
        behind.future().toCompletionStage().toCompletableFuture().get(LONG_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until the upstream has been called so often. */
    void untilCalls(int count) throws InterruptedException {
        assertThat(called.tryAcquire(count, LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
        called.release(count);
        assertThat(calls).hasSize(count);
    }

    void after(long seconds) {
        now += seconds * 1000;
    }

    Reply dated(int status, String content, String... fields) {
        var reply = Answers.reply(status, content, fields);
        reply.headers().set("Date", HttpDate.format(now));
        return reply;
    }

    Reply streamed(Chunks chunks, long length, String... fields) {
        var headers = dated(200, "", fields).headers();
        return new Reply(
                200,
                headers,
                new Body.Streamed(chunks, length),
                MultiMap::caseInsensitiveMultiMap,
                () -> discarded.add("answer"));
    }

    static Reply await(Future<Reply> waiting) {
        try {
            return waiting.toCompletionStage().toCompletableFuture().get(LONG_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    static Throwable awaitFailure(Future<Reply> waiting) {
        return waiting.transform(ended -> Future.succeededFuture(ended.cause()))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LONG_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    static UpstreamFailure down() {
        return new UpstreamFailure(UpstreamFailure.Kind.UNREACHABLE, "down", null);
    }

    static String content(Reply reply) {
        return reply.body() instanceof Body.Whole whole ? whole.content().toString() : "";
    }

    static @Nullable String said(Reply reply) {
        return reply.headers().get("Cache-Status");
    }
}
