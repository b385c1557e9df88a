package dev.portico.demo;

import static dev.portico.demo.Client.get;
import static dev.portico.demo.Client.json;
import static dev.portico.demo.Client.rawGet;
import static dev.portico.demo.Client.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final Duration IMPATIENT = Duration.ofMillis(300);
    private static final String PATH = "/products/p-1001";

    @RegisterExtension
    static final Running running = new Running();

    private final int port = running.demo.port("products");
    private final String url = running.demo.url("products") + PATH;

    @Test
    void reset_closes_the_connection_with_rst_and_no_answer() {
        assertThatThrownBy(() -> rawGet(port, PATH, PATIENT, "X-Demo-Fault: reset"))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void truncate_closes_before_the_promised_length() throws IOException {
        var answer = rawGet(port, PATH, PATIENT, "X-Demo-Fault: truncate");

        assertThat(promised(answer)).isGreaterThan(sent(answer));
    }

    @Test
    void truncate_cuts_a_stream_before_its_last_chunk() throws IOException {
        assertThat(rawGet(port, "/products/export", PATIENT, "X-Demo-Fault: truncate"))
                .contains("chunked")
                .doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void short_length_sends_more_than_it_promised() throws IOException {
        var answer = rawGet(port, PATH, PATIENT, "X-Demo-Fault: short-length", "Connection: close");

        assertThat(promised(answer)).isLessThan(sent(answer));
    }

    @Test
    void garbage_is_not_http() throws IOException {
        assertThat(rawGet(port, PATH, PATIENT, "X-Demo-Fault: garbage"))
                .isNotEmpty()
                .doesNotContain("HTTP/1.1");
    }

    @Test
    void hang_never_answers() {
        assertThatThrownBy(() -> rawGet(port, PATH, IMPATIENT, "X-Demo-Fault: hang"))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void a_delay_holds_the_answer_back() {
        var begun = System.nanoTime();
        var answer = get(url, "X-Demo-Delay", "200");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void a_wished_failure_is_a_problem_with_that_status() {
        var answer = get(url, "X-Demo-Status", "503");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(answer).getInteger("status")).isEqualTo(503);
    }

    @Test
    void a_wished_success_keeps_the_body() {
        var answer = get(url, "X-Demo-Status", "203");

        assertThat(answer.statusCode()).isEqualTo(203);
        assertThat(json(answer).getString("id")).isEqualTo("p-1001");
    }

    @Test
    void an_order_that_is_failed_on_demand_is_not_placed() {
        var orders = running.demo.url("orders") + "/orders";
        var before = json(get(orders)).getInteger("total");
        var body = "{\"userId\":\"u-1002\",\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}";

        assertThat(send("POST", orders, body, "X-Demo-Status", "500").statusCode())
                .isEqualTo(500);
        assertThat(json(get(orders)).getInteger("total")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Demo-Delay,60001", "X-Demo-Delay,-1", "X-Demo-Delay,soon",
        "X-Demo-Status,199", "X-Demo-Status,600", "X-Demo-Status,ok",
        "X-Demo-Fault,none", "X-Demo-Fault,explode"
    })
    void a_wish_that_cannot_be_read_is_a_400_that_names_the_header(String header, String value) {
        var answer = get(url, header, value);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).getString("detail")).startsWith(header);
    }

    private static int promised(String answer) {
        var header = Pattern.compile("Content-Length: (\\d+)").matcher(answer);
        assertThat(header.find()).isTrue();
        return Integer.parseInt(header.group(1));
    }

    private static int sent(String answer) {
        return answer.length() - answer.indexOf("\r\n\r\n") - 4;
    }
}
