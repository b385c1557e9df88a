package dev.portico.demo;

import static dev.portico.demo.Client.awaitClosed;
import static dev.portico.demo.Client.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.demo.wire.Switches;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SwitchesOfServicesTest {

    @RegisterExtension
    static final Running running = new Running();

    @AfterEach
    void all_as_usual() {
        running.demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    @Test
    void one_service_stops_and_comes_back_on_its_port_while_the_others_run() {
        var orders = running.demo.service("orders");
        var port = orders.port();

        orders.stop();
        awaitClosed(port);
        assertThat(get(running.demo.url("users") + "/health").statusCode()).isEqualTo(200);

        orders.start();
        assertThat(orders.port()).isEqualTo(port);
        assertThat(get(orders.url() + "/orders/o-10001").statusCode()).isEqualTo(200);
    }

    @Test
    void a_slow_service_answers_after_its_delay() {
        var users = running.demo.service("users");
        users.set(new Switches(true, 150, 0));

        var begun = System.nanoTime();
        assertThat(get(users.url() + "/users/u-1001").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void a_failing_service_fails_as_often_as_it_is_told() {
        var users = running.demo.service("users");
        users.set(new Switches(true, 0, 0.5));
        var failed = IntStream.range(0, 200)
                .filter(i -> get(users.url() + "/health").statusCode() == 503)
                .count();
        assertThat(failed).isBetween(60L, 140L);

        users.set(new Switches(true, 0, 1));
        assertThat(get(users.url() + "/health").statusCode()).isEqualTo(503);
    }

    @Test
    void a_service_counts_its_requests_and_the_bytes_of_its_answers() {
        var payments = running.demo.service("payments");
        var before = payments.requests();
        var bytesBefore = payments.bytes();

        var found = get(payments.url() + "/payments/pay-10001");
        var unknown = get(payments.url() + "/payments/unknown");

        assertThat(payments.requests()).isEqualTo(before + 2);
        assertThat(payments.bytes() - bytesBefore)
                .isEqualTo(found.body().length() + unknown.body().length());
    }

    @Test
    void a_port_in_use_is_named_with_the_part_that_wanted_it_and_nothing_is_left_open() throws Exception {
        var vertx = Vertx.vertx();
        var taken = running.demo.port("products");
        try {
            assertThatThrownBy(() -> DemoServices.start(vertx, new DemoPorts(0, 0, taken, 0, 0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("products")
                    .hasMessageContaining(Integer.toString(taken))
                    .hasMessageContaining("demo.products.port");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }
}
