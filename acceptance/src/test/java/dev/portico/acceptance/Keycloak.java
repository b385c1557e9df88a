package dev.portico.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real Keycloak in a process of its own, with the realm {@code portico}. It may be killed and started again. */
final class Keycloak {

    private static final Path HOME = Path.of(System.getProperty("keycloak.home"));
    private static final String REALM = "keycloak/portico-realm.json";
    private static final Map<String, String> ADMIN =
            Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private Process process;

    private Keycloak(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static Keycloak start() throws IOException, InterruptedException {
        var imported = HOME.resolve("data/import");
        Files.createDirectories(imported);
        try (var realm = Keycloak.class.getClassLoader().getResourceAsStream(REALM)) {
            Files.copy(realm, imported.resolve("portico-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        }
        var port = freePort();
        var keycloak = new Keycloak(port, launched(port));
        keycloak.awaitUp();
        return keycloak;
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/portico";
    }

    /** A user's token: the one that a phone gets. */
    String userToken(String name) throws IOException, InterruptedException {
        return token(
                "portico", Map.of("grant_type", "password", "client_id", "phone", "username", name, "password", name));
    }

    /** A program's token. */
    String clientToken(String scope) throws IOException, InterruptedException {
        return token(
                "portico",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "acme",
                        "client_secret", "acme-secret",
                        "scope", scope));
    }

    /** From now on tokens are signed with a new key; those of the old one remain good. */
    void rotateKey(int priority) throws IOException, InterruptedException {
        var realm = json.readTree(admin("GET", "/admin/realms/portico", ""));
        var component = json.createObjectNode()
                .put("name", "rsa-" + priority)
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider")
                .put("parentId", realm.path("id").asText());
        component.putObject("config").set("priority", json.createArrayNode().add(Integer.toString(priority)));
        admin("POST", "/admin/realms/portico/components", component.toString());
    }

    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    void startAgain() throws IOException, InterruptedException {
        process = launched(port);
        awaitUp();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launched(int port) throws IOException {
        var builder = new ProcessBuilder(
                        "bash",
                        HOME.resolve("bin/kc.sh").toAbsolutePath().toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--cache=local")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "keycloak.log").toFile()));
        builder.environment().putAll(ADMIN);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_APPEND", "-Xmx512m");
        return builder.start();
    }

    private void awaitUp() throws InterruptedException {
        var patience = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < patience && process.isAlive()) {
            try {
                if (send(HttpRequest.newBuilder(URI.create(issuer())).GET()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is still starting.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("Keycloak did not start; see acceptance/target/keycloak.log");
    }

    private String admin(String method, String path, String body) throws IOException, InterruptedException {
        var token = token(
                "master",
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", "admin"));
        var response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private String token(String realm, Map<String, String> form) throws IOException, InterruptedException {
        var response = send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
        JsonNode answer = json.readTree(response.body());
        if (!answer.has("access_token")) {
            throw new AssertionError("Keycloak gave no token: " + response.body());
        }
        return answer.get("access_token").asText();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
}
