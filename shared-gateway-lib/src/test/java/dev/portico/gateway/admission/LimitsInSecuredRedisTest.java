package dev.portico.gateway.admission;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.Calendar;
import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Algorithm.TokenBucket;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.redis.DocumentedUser;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server that speaks TLS, to a user who may do just what docs/limits.md says. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class LimitsInSecuredRedisTest {

    private static final char[] PASSWORD = "certificate".toCharArray();

    @TempDir
    static Path folder;

    private static int port;
    private static RealRedis redis;

    private static final Duration DAY = Duration.ofDays(1);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisCommands commands;
    private RedisCounters counters;

    @BeforeAll
    static void start() throws Exception {
        certify("server", "localhost");
        certify("other", "localhost");
        port = RealRedis.freePort();
        redis = RealRedis.start(List.of(
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", folder.resolve("server.crt").toString(),
                "--tls-key-file", folder.resolve("server.key").toString(),
                "--tls-ca-cert-file", folder.resolve("server.crt").toString(),
                "--tls-auth-clients", "no"));
        assertThat(redis.ask(DocumentedUser.setUp())).isEqualTo("+OK");
    }

    @AfterEach
    void disconnect() {
        commands.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void a_user_with_few_rights_takes_and_gives_back_over_tls() {
        connect(DocumentedUser.LOGIN, "server", "test");
        for (var algorithm : List.of(
                new FixedWindow(2, DAY),
                new SlidingLog(2, DAY),
                new SlidingCounter(2, DAY),
                new TokenBucket(2, DAY, 2),
                new Calendar(2, Period.DAY, ZoneOffset.UTC))) {
            var charges = List.of(new Charge(SetClock.limit("secured", algorithm), "a", 2));
            until("it is counted", () -> {
                var taken = RedisStore.taken(counters.take(charges));
                counters.giveBack(charges, taken);
                return inRedis(taken);
            });
            until("it is given back", () -> inRedis(RedisStore.taken(counters.take(charges))));
        }
        assertThat(refused()).isZero();
    }

    @Test
    void a_right_that_one_algorithm_wants_keeps_no_other_limit_from_redis() {
        connect(DocumentedUser.LOGIN, "server", "test");
        until("it is counted", () -> inRedis(taken()));
        var log = List.of(new Charge(SetClock.limit("log", new SlidingLog(1_000, DAY)), "a", 1));
        assertThat(redis.ask("ACL SETUSER gateway -llen")).isEqualTo("+OK");
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(inRedis(RedisStore.taken(counters.take(log)))).isFalse();
                assertThat(inRedis(RedisStore.taken(counters.take(log)))).isFalse();
                assertThat(inRedis(taken())).isTrue();
            }
            for (int i = 0; i < 20; i++) {
                assertThat(inRedis(RedisStore.taken(counters.take(log)))).isFalse();
            }
            assertThat(inRedis(taken())).isTrue();
            assertThat(commands.isAway()).isFalse();
        } finally {
            redis.ask("ACL SETUSER gateway +llen");
        }
        assertThat(inRedis(RedisStore.taken(counters.take(log)))).isTrue();
    }

    @Test
    void a_wrong_password_is_an_outage_and_no_error() {
        connect("gateway:wrong", "server", "test");
        until("it is away", () -> !inRedis(taken()) && commands.isAway());
    }

    @Test
    void a_server_whose_certificate_is_not_trusted_is_told_nothing() {
        connect(DocumentedUser.LOGIN, "other", "untrusted");
        until("it is away", () -> !inRedis(taken()) && commands.isAway());
        assertThat(redis.ask("KEYS portico:untrusted:*")).isEmpty();
    }

    private Taken taken() {
        return RedisStore.taken(
                counters.take(List.of(new Charge(SetClock.limit("any", new FixedWindow(1_000_000, DAY)), "a", 1))));
    }

    private static boolean inRedis(Taken taken) {
        return taken.decisions().getFirst() instanceof Admitted admitted && admitted.by() == Store.REDIS;
    }

    private long refused() {
        return meters.find("redis.client.commands")
                .tag("outcome", "refused")
                .timers()
                .size();
    }

    private void connect(String login, String trusted, String app) {
        var options = new RedisOptions()
                .setConnectionString("rediss://" + login + "@localhost:" + port)
                .setNetClientOptions(new NetClientOptions()
                        .setSsl(true)
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(new PemTrustOptions()
                                .addCertPath(folder.resolve(trusted + ".crt").toString())));
        commands = new RedisCommands(
                vertx,
                () -> Redis.createClient(vertx, options),
                new RedisCommands.Settings(Duration.ofMillis(500), 5, Duration.ofMillis(100)),
                meters);
        counters = new RedisCounters(
                commands::run,
                app,
                new MemoryCounters(System::nanoTime, InstantSource.system()),
                InstantSource.system(),
                meters);
    }

    /** A certificate that is its own authority, and its key, as Redis reads them. */
    private static void certify(String name, String host) throws Exception {
        var store = folder.resolve(name + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-ext",
                        "bc:c",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(made.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue())
                .isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        write(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        write(name + ".key", "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
    }

    private static void write(String file, String what, byte[] octets) throws Exception {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
    }
}
