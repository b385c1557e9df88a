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
