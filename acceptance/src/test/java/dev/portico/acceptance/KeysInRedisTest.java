package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** {@code ./portico key} with a real Redis that asks for a password. */
class KeysInRedisTest {

    private static final String PASSWORD = "only-for-this-test";
    private static RedisServer redis;
    private static int port;

    @TempDir
    Path here;

    @BeforeAll
    static void start() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        redis = RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("requirepass " + PASSWORD)
                .setting("save \"\"")
                .build();
        redis.start();
    }

    @AfterAll
    static void stop() {
        redis.stop();
    }

    @Test
    void a_key_is_stored_listed_and_revoked() throws Exception {
        var issued =
                key("issue", "--partner", "acme", "--plan", "gold", "--scopes", "a,b", "--addresses", "10.0.0.0/8");
        assertThat(issued.exit()).as(issued.output()).isZero();
        var text = issued.output()
                .lines()
                .filter(line -> line.startsWith("pk_"))
                .findFirst()
                .orElseThrow();
        var prefix = text.substring(0, text.indexOf('.'));

        var hash = ask("HGETALL", "portico:key:" + prefix);
        assertThat(hash)
                .contains("partner", "acme", "plan", "gold", "scopes", "a,b", "addresses", "10.0.0.0/8", "sha256:")
                .doesNotContain(text.substring(text.indexOf('.') + 1));
        assertThat(key("list").output()).contains(prefix, "acme", "gold", "a,b").doesNotContain("sha256");

        assertThat(key("revoke", text).exit()).isZero();
        assertThat(ask("EXISTS", "portico:key:" + prefix)).isEqualTo(":0");
        assertThat(key("list").output()).doesNotContain(prefix);
        assertThat(key("revoke", prefix).exit()).isEqualTo(1);
    }

    @Test
    void a_partner_has_two_good_keys_there_too() throws Exception {
        assertThat(key("issue", "--partner", "umbrella").exit()).isZero();
        assertThat(key("issue", "--partner", "umbrella").exit()).isZero();
        var third = key("issue", "--partner", "umbrella");
        assertThat(third.exit()).isEqualTo(1);
        assertThat(third.output()).startsWith("portico: umbrella has 2 keys that are good: pk_");
    }

    @Test
    void who_issues_at_the_same_time_as_others_finds_no_more_room_than_there_is() throws Exception {
        // everybody looks for room while nobody can write, and then all write at once
        ask("CLIENT", "PAUSE", "60000", "WRITE");
        var issued = new ArrayList<CompletableFuture<PorticoCommand>>();
        try (var side = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 4; i++) {
                issued.add(CompletableFuture.supplyAsync(() -> issue("initech"), side));
            }
            awaitWriting(4);
            ask("CLIENT", "UNPAUSE");
        } finally {
            ask("CLIENT", "UNPAUSE");
        }
        assertThat(issued.stream().filter(command -> command.join().exit() == 0))
                .hasSize(2);
        assertThat(key("list").output().lines().filter(line -> line.contains("initech")))
                .hasSize(2);
        assertThat(issued)
                .extracting(command -> command.join().output())
                .filteredOn(output -> output.startsWith("portico: "))
                .hasSize(2)
                .allSatisfy(output -> assertThat(output).contains("initech has 2 keys that are good"));
    }

    private PorticoCommand issue(String partner) {
        try {
            return key("issue", "--partner", partner);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void awaitWriting(int clients) throws IOException, InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ask("CLIENT", "LIST")
                        .lines()
                        .filter(line -> line.contains(" cmd=hset ") || line.contains(" cmd=sadd "))
                        .count()
                < clients) {
            assertThat(System.nanoTime()).as("all of them write").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void what_cannot_be_read_keeps_nobody_from_listing_issuing_and_revoking() throws Exception {
        ask("SADD", "portico:keys", "pk_wrongtype000", "pk_nonsense0000");
        ask("SET", "portico:key:pk_wrongtype000", "text");
        ask("HSET", "portico:key:pk_nonsense0000", "partner", "hooli", "hash", "none", "expires", "soon");
        for (int i = 0; i < 2; i++) {
            assertThat(key("issue", "--partner", "hooli").exit()).isZero();
        }
        assertThat(key("list").output()).contains("pk_nonsense0000", "soon (not good)", "pk_wrongtype000 is no hash");
        assertThat(key("revoke", "pk_wrongtype000").exit()).isZero();
        assertThat(key("revoke", "pk_nonsense0000").exit()).isZero();
    }

    @Test
    void a_wrong_password_is_told_in_one_line() throws Exception {
        var command = PorticoCommand.run(here, "key", "list", "--redis", "redis://:wrong@127.0.0.1:" + port);
        assertThat(command.exit()).isEqualTo(1);
        assertThat(command.output().lines())
                .singleElement()
                .asString()
                .startsWith("portico: Redis refuses it: WRONGPASS");
    }

    private PorticoCommand key(String... words) throws Exception {
        var line = new ArrayList<>(List.of("key"));
        line.addAll(List.of(words));
        line.addAll(List.of("--redis", "redis://:" + PASSWORD + "@127.0.0.1:" + port));
        return PorticoCommand.run(here, line.toArray(String[]::new));
    }

    /** What the server sends for a command, as it stands on the wire. */
    private static String ask(String... words) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("AUTH " + PASSWORD + "\r\n" + String.join(" ", words) + "\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return all.substring("+OK\r\n".length(), all.length() - "+OK\r\n".length())
                    .strip();
        }
    }
}
