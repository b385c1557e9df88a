package dev.portico.demo;

import static dev.portico.demo.Client.awaitClosed;
import static dev.portico.demo.Client.get;
import static dev.portico.demo.Client.items;
import static dev.portico.demo.Client.json;
import static dev.portico.demo.Client.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ControlResourceTest.FreePorts.class)
class ControlResourceTest {

    public static final class FreePorts implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "demo.users.port", "0",
                    "demo.orders.port", "0",
                    "demo.products.port", "0",
                    "demo.payments.port", "0",
                    "demo.issuer.port", "0");
        }
    }

    @TestHTTPResource("/services")
    String services = "";

    @Test
    void all_services_are_shown_with_their_switches() {
        assertThat(items(get(services)))
                .extracting(service -> service.getString("name"))
                .containsExactly("users", "orders", "products", "payments", "issuer");
        assertThat(json(get(services + "/users")).fieldNames())
                .containsExactly("name", "url", "up", "delayMs", "failureRate", "requests");
    }

    @Test
    void a_service_is_closed_and_opened_again() {
        var orders = services + "/orders";
        var port = URI.create(json(get(orders)).getString("url")).getPort();

        assertThat(json(send("PUT", orders, "{\"up\":false}")).getBoolean("up")).isFalse();
        awaitClosed(port);

        assertThat(json(send("PUT", orders, "{\"up\":true}")).getBoolean("up")).isTrue();
        assertThat(get("http://127.0.0.1:" + port + "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void a_service_whose_port_was_taken_meanwhile_stays_closed() throws IOException {
        var payments = services + "/payments";
        var port = URI.create(json(get(payments)).getString("url")).getPort();
        send("PUT", payments, "{\"up\":false}");

        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThat(send("PUT", payments, "{\"up\":true}").statusCode()).isEqualTo(409);
        }
        assertThat(send("PUT", payments, "{\"up\":true}").statusCode()).isEqualTo(200);
    }

    @Test
    void a_change_that_cannot_be_is_a_400_and_an_unknown_service_a_404() {
        var refused = send("PUT", services + "/orders", "{\"up\":\"no\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(refused).getString("detail")).isEqualTo("up is true or false.");
        assertThat(send("PUT", services + "/orders", "").statusCode()).isEqualTo(400);
        assertThat(send("PUT", services + "/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(get(services + "/nothing").statusCode()).isEqualTo(404);
    }
}
