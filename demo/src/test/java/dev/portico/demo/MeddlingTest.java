package dev.portico.demo;

import static dev.portico.demo.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.wire.Answer;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services whose answers a test replaces. */
class MeddlingTest {

    @RegisterExtension
    static final Running running = new Running();

    @Test
    void a_service_answers_what_a_test_makes_of_its_answers_until_it_answers_truly_again() {
        var users = running.demo.service("users");
        var target = users.url() + "/users/u-1001?x=1";
        var truly = get(target).body();

        users.answerThrough((asked, good) -> Answer.json(201, Buffer.buffer("\"" + asked + "\"")));
        assertThat(get(target).statusCode()).isEqualTo(201);
        assertThat(get(target).body()).isEqualTo("\"/users/u-1001?x=1\"");

        users.answerTruly();
        assertThat(get(target).body()).isEqualTo(truly);
    }

    @Test
    void what_was_streamed_is_counted_too() {
        var products = running.demo.service("products");
        var before = products.bytes();

        var export = get(products.url() + "/products/export");
        assertThat(products.bytes() - before).isEqualTo(export.body().length());
    }
}
