package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is heard of a channel while its server comes and goes. */
@Timeout(60)
class SubscriptionTest {

    private final RealRedis redis = RealRedis.start();
    private final Vertx vertx = Vertx.vertx();
    private final RedisCommands commands = new RedisCommands(
            vertx,
            () -> Redis.createClient(vertx, redis.url()),
            new RedisCommands.Settings(Duration.ofSeconds(1), 5, Duration.ofMillis(100)),
            new SimpleMeterRegistry());
    private final AtomicInteger begun = new AtomicInteger();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Subscription subscription = commands.subscribe("news", new Subscription.Listener() {
        @Override
        public void begins() {
            begun.incrementAndGet();
        }

        @Override
        public void hears(String message) {
            heard.add(message);
        }
    });

    @AfterEach
    void stop() {
        subscription.close();
        commands.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
    }

    @Test
    void everything_that_is_published_from_its_beginning_on_is_heard_in_order() {
        until("it begins", () -> begun.get() == 1);
        for (int i = 0; i < 100; i++) {
            redis.ask("PUBLISH news number-" + i);
            redis.ask("PUBLISH other number-" + i);
        }
        until("all is heard", () -> heard.size() == 100);
        assertThat(heard).startsWith("number-0", "number-1").endsWith("number-99");
    }

    @Test
    void it_begins_again_after_an_outage() {
        until("it begins", () -> begun.get() == 1);
        redis.restart();
        until("it begins again", () -> begun.get() == 2);
        redis.ask("PUBLISH news again");
        until("it is heard", () -> heard.equals(List.of("again")));
    }

    @Test
    void it_begins_again_where_it_seems_to_be_deaf() {
        until("it begins", () -> begun.get() == 1);
        subscription.renew();
        until("it begins again", () -> begun.get() == 2);
        redis.ask("PUBLISH news again");
        until("it is heard", () -> heard.equals(List.of("again")));
        assertThat(redis.ask("PUBSUB NUMSUB news")).endsWith(":1");
    }

    @Test
    void a_server_that_refuses_is_asked_again() {
        until("it begins", () -> begun.get() == 1);
        redis.ask("ACL SETUSER default resetchannels");
        redis.ask("CLIENT KILL TYPE pubsub");
        redis.ask("ACL SETUSER default allchannels");
        until("it begins again", () -> begun.get() == 2);
    }

    @Test
    void nothing_is_heard_once_it_is_closed() {
        until("it begins", () -> begun.get() == 1);
        subscription.close();
        until("its connection ends", () -> redis.ask("PUBSUB NUMSUB news").endsWith(":0"));
        assertThat(begun).hasValue(1);
    }
}
