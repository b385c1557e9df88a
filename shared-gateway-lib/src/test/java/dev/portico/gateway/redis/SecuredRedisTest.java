package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server that speaks TLS only, and to users who may run scripts on their own keys only. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class SecuredRedisTest {

    private static final Script COUNT = Script.of("return {redis.call('INCR', KEYS[1])}");
    private static final char[] PASSWORD = "certificate".toCharArray();

    /** What docs/limits.md says that the gateway needs. */
    private static final String RULES =
            "on >secret-of-the-gateway ~portico:* -@all +evalsha +eval +hello +ping +incr +info";

    @TempDir
    static Path folder;

    private static int port;
    private static RealRedis redis;

    private final Vertx vertx = Vertx.vertx();
    private RedisCommands commands;

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
        assertThat(redis.ask("ACL SETUSER gateway " + RULES)).isEqualTo("+OK");
    }

    @AfterEach
    void disconnect() {
        commands.close();
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void a_user_with_few_rights_runs_scripts_over_tls() {
        connect("gateway:secret-of-the-gateway", "server");
        until("it is counted", () -> run("portico:a") instanceof Outcome.Answered);
        assertThat(redis.ask("GET portico:a")).isNotEmpty();
    }

    @Test
    void a_key_that_the_user_may_not_use_is_refused_and_no_outage() {
        connect("gateway:secret-of-the-gateway", "server");
        until("it is counted", () -> run("portico:b") instanceof Outcome.Answered);
        for (int i = 0; i < 10; i++) {
            assertThat(run("somebody-elses")).isInstanceOf(Outcome.Away.class);
        }
        assertThat(commands.isAway()).isFalse();
    }

    @Test
    void a_wrong_password_is_an_outage_and_no_error() {
        connect("gateway:wrong", "server");
        until("it is away", () -> run("portico:c") instanceof Outcome.Away && commands.isAway());
    }

    @Test
    void a_server_whose_certificate_is_not_trusted_is_told_nothing() {
        connect("gateway:secret-of-the-gateway", "other");
        until("it is away", () -> run("portico:d") instanceof Outcome.Away && commands.isAway());
        assertThat(redis.ask("EXISTS portico:d")).isEqualTo(":0");
    }

    private void connect(String login, String trusted) {
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
                new SimpleMeterRegistry());
    }

    private Outcome<List<Long>> run(String key) {
        return commands.run(COUNT, List.of(key), List.of())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** A certificate that is its own authority, and its key, as Redis reads them. */
    private static void certify(String name, String host) throws Exception {
        var store = folder.resolve(name + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1",
                        "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-ext", "bc:c",
                        "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(made.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue()).isZero();
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
