package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that cannot be made, or whose other end falls silent: the next commands do not suffer for them. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class RedisLinksTest {

    private static final Script CONNECTIONS = Script.of(
            "local all = redis.call('INFO', 'stats'):match('total_connections_received:(%d+)') return {tonumber(all)}");

    private static final int FAILURES = 5;

    /** So that what is seen is the connection's doing: as if other event loops got their answers all the while. */
    private static final int NEVER_AWAY = Integer.MAX_VALUE;

    private static final RealRedis REDIS = RealRedis.start();

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisCommands commands;

    @AfterEach
    void disconnect() {
        REDIS.resume();
        commands.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void a_connection_whose_other_end_falls_silent_is_opened_anew() throws IOException {
        try (var redis = new SilencedRedis(REDIS)) {
            connect(() -> client(redis.url()), NEVER_AWAY);
            until("it is there", this::answers);
            redis.silenceWhatIsOpen();
            assertThat(answers()).isFalse();
            until("it is there again", this::answers);
            assertThat(ended("late") + ended("lost")).isLessThan(50);
        }
    }

    /** However few have asked: a second is long enough. */
    @Test
    void a_server_that_accepts_and_says_nothing_is_away_and_found_when_it_speaks() throws IOException {
        try (var redis = new SilencedRedis(REDIS)) {
            redis.silenceAll();
            connect(() -> client(redis.url()), NEVER_AWAY);
            for (int i = 0; i < FAILURES; i++) {
                assertThat(answers()).isFalse();
            }
            until("it is away", commands::isAway);
            redis.speak();
            until("it is there", this::answers);
        }
    }

    @Test
    void a_paused_server_is_asked_over_a_new_connection_when_it_runs_again() {
        connect(() -> client(REDIS.url()), NEVER_AWAY);
        until("it is there", this::answers);
        var before = connections();
        REDIS.pause();
        for (int i = 0; i < FAILURES; i++) {
            assertThat(answers()).isFalse();
        }
        REDIS.resume();
        until("it is there again", this::answers);
        assertThat(connections()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ERR max number of clients reached",
                "-NOAUTH Authentication required.",
                "-LOADING Redis is loading the dataset in memory",
                "-DENIED Redis is running in protected mode",
                "HTTP/1.1 400 Bad Request"
            })
    void a_server_that_takes_no_connection_is_away_whatever_it_says(String line) throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> turnAway(server, line));
            connect(() -> client("redis://127.0.0.1:" + server.getLocalPort()), FAILURES);
            until("it is away", () -> !answers() && commands.isAway());
            assertThat(ended("refused") + ended("answered")).isZero();
        }
    }

    /** As a server that many connect to at once is slow with some of them. */
    @Test
    void a_server_that_somebody_is_connected_to_is_not_away_for_another_connection_that_takes_too_long()
            throws IOException {
        try (var redis = new SilencedRedis(REDIS)) {
            connect(() -> client(redis.url()), NEVER_AWAY);
            until("it is there", this::answers);
            redis.holdUp(Duration.ofSeconds(5));
            vertx.runOnContext(loop -> ask(CONNECTIONS));
            var givenUp = System.nanoTime() + Link.LONGEST.plusMillis(500).toNanos();
            until("the other one has been given up", () -> {
                assertThat(commands.isAway()).isFalse();
                return System.nanoTime() > givenUp;
            });
        }
    }

    /** Twenty at once, and then one more: the first ones wait as long as they may. All on one loop, so no pause of it matters. */
    @Test
    void a_connection_that_takes_longer_than_commands_wait_is_no_outage_and_keeps_only_the_first_waiting()
            throws IOException {
        try (var redis = new SilencedRedis(REDIS)) {
            redis.holdUp(Duration.ofMillis(700));
            connect(() -> client(redis.url()), FAILURES);
            var skipped = Promise.<Boolean>promise();
            vertx.runOnContext(loop -> Future.join(
                            Stream.generate(() -> ask(CONNECTIONS)).limit(20).toList())
                    .onComplete(all -> skipped.complete(ask(CONNECTIONS).isComplete())));
            assertThat(RealRedis.value(skipped.future())).isTrue();
            assertThat(commands.isAway()).isFalse();
            assertThat(ended("late")).isEqualTo(20);
            assertThat(meters.get("redis.client.skipped").counter().count()).isEqualTo(1);
            until("it is there", this::answers);
        }
    }

    @Test
    void a_command_whose_time_is_over_before_there_is_a_connection_is_never_sent() throws IOException {
        try (var redis = new SilencedRedis(REDIS)) {
            redis.holdUp(Duration.ofMillis(200));
            connect(() -> client(redis.url()), FAILURES);
            var put = Script.of("redis.call('SET', KEYS[1], 'late') return {1}");
            assertThat(RealRedis.value(commands.run(put, List.of("too-late"), List.of())))
                    .isInstanceOf(Outcome.Away.class);
            until("the connection is there", this::answers);
            assertThat(REDIS.ask("EXISTS too-late")).isEqualTo(":0");
        }
    }

    @Test
    void after_a_connection_could_not_be_made_the_next_begins_with_another_sentinel() throws IOException {
        try (var silent = new SilencedRedis(REDIS)) {
            silent.silenceAll();
            commands = RedisCommands.ofHosts(
                    vertx, turn -> client(turn == 0 ? silent.url() : REDIS.url()), settings(NEVER_AWAY), meters);
            until("it is there", this::answers);
        }
    }

    @Test
    void a_wrong_password_is_no_answer() {
        connect(() -> client(REDIS.url().replace("//", "//nobody:wrong@")), FAILURES);
        until("it is away", () -> !answers() && commands.isAway());
        assertThat(ended("refused") + ended("answered")).isZero();
    }

    @Test
    void a_client_that_cannot_be_made_is_an_outage_that_ends() {
        var possible = new AtomicBoolean();
        connect(
                () -> {
                    if (!possible.get()) {
                        throw new IllegalStateException("not configured yet");
                    }
                    return client(REDIS.url());
                },
                FAILURES);
        until("it is away", () -> !answers() && commands.isAway());
        possible.set(true);
        until("it is back", () -> !commands.isAway() && answers());
    }

    @Test
    void a_client_that_could_be_made_once_and_now_cannot_is_probed_until_it_can() {
        var possible = new AtomicBoolean(true);
        connect(
                () -> {
                    if (!possible.get()) {
                        throw new IllegalStateException("its certificate is gone");
                    }
                    return client(REDIS.url());
                },
                FAILURES);
        until("it is there", this::answers);
        possible.set(false);
        REDIS.pause();
        until("it is away", () -> !answers() && commands.isAway());
        REDIS.resume();
        var probes = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        until("some probes have failed", () -> System.nanoTime() > probes);
        assertThat(commands.isAway()).isTrue();
        possible.set(true);
        until("it is back", () -> !commands.isAway());
    }

    private void connect(Supplier<Redis> clients, int failures) {
        commands = new RedisCommands(vertx, clients, settings(failures), meters);
    }

    private static RedisCommands.Settings settings(int failures) {
        return new RedisCommands.Settings(Duration.ofMillis(50), failures, Duration.ofMillis(100));
    }

    private Redis client(String url) {
        return Redis.createClient(vertx, url);
    }

    private boolean answers() {
        return outcome(CONNECTIONS) instanceof Outcome.Answered<?>;
    }

    private long connections() {
        return outcome(CONNECTIONS) instanceof Outcome.Answered<List<Long>>(var number) ? number.getFirst() : -1;
    }

    private Outcome<List<Long>> outcome(Script script) {
        return RealRedis.value(ask(script));
    }

    private Future<Outcome<List<Long>>> ask(Script script) {
        return commands.run(script, List.of(), List.of());
    }

    private long ended(String outcome) {
        return meters.find("redis.client.commands").tag("outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static void turnAway(ServerSocket server, String line) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().read(new byte[8192]);
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
