package dev.portico.gateway.cache;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** Some instances before one upstream, whose answers say how many it has given. */
class SharedCatalog {

    static final String FRESH = "Cache-Control: max-age=600";

    /** However busy the machine is; what a deadline is good for is tested where Redis is away. */
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private static final AtomicInteger APPS = new AtomicInteger();

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicInteger calls = new AtomicInteger();
    final String app = "shop" + APPS.incrementAndGet();
    private final List<Instance> instances = new ArrayList<>();

    private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());
    volatile Function<Call, Future<Reply>> upstream = answering(FRESH);

    /** One more instance that has got to know what was purged. */
    Instance instance(Function<RedisCommands.Settings, RedisCommands> connected) {
        return instance(app, connected);
    }

    Instance instance(String name, Function<RedisCommands.Settings, RedisCommands> connected) {
        var redis = connected.apply(new RedisCommands.Settings(DEADLINE, 5, Duration.ofMillis(100)));
        var instance = new Instance(
                vertx,
                redis,
                name,
                call -> {
                    calls.incrementAndGet();
                    return upstream.apply(call);
                },
                () -> Instant.ofEpochMilli(now()));
        instances.add(instance);
        untilShared(instance);
        return instance;
    }

    /** What is kept, in the order of calls: the number of the call. */
    Function<Call, Future<Reply>> answering(String... fields) {
        return call -> Future.succeededFuture(answer("answer " + calls.get(), fields));
    }

    Reply answer(String content, String... fields) {
        var reply = Answers.reply(200, content, fields);
        reply.headers().set("Date", HttpDate.format(now()));
        return reply;
    }

    /** Waits until an instance puts into Redis what it fetches. */
    void untilShared(Instance instance) {
        until("Redis is asked", () -> find(instance, "/shared?").mark() != null);
    }

    /** Waits until Redis has an answer of the catalog for everybody. */
    void untilKept(Instance instance, String target, String... fields) {
        until(target + " is kept", () -> find(instance, target, fields).stored() != null);
    }

    Store.Found find(Instance instance, String target, String... fields) {
        var lookup = Lookup.of("catalog", Answers.get(target, fields), CacheRule.STANDARD);
        return instance.levels
                .store()
                .find(lookup.key(), lookup.call().headers())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    void assertCalls(int expected) {
        assertThat(calls).hasValue(expected);
    }

    long now() {
        return clock.get();
    }

    void after(int seconds) {
        clock.addAndGet(seconds * 1000L);
    }

    @AfterEach
    void disconnect() {
        instances.forEach(Instance::close);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
