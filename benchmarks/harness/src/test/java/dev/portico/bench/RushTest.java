package dev.portico.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RushTest {

    @Test
    void what_is_refused_counts_neither_as_good_nor_as_waiting() {
        var vertx = Vertx.vertx();
        try {
            var server = vertx.createHttpServer()
                    .requestHandler(request -> request.response()
                            .setStatusCode(request.path().equals("/busy/critical") ? 200 : 503)
                            .end())
                    .listen(0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            var outcome = Rush.run(server.actualPort(), 100, Duration.ofSeconds(1));

            assertThat(outcome.begun()).isBetween(80.0, 101.0);
            assertThat(outcome.good()).isBetween(15.0, 21.0);
            assertThat(outcome.critical()).isBetween(0.9, 1.0);
            assertThat(outcome.p99()).isLessThan(1000);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
