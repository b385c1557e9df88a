package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private final Vertx vertx = Vertx.vertx();
    private final Buffer content = Buffer.buffer("0123456789abcdef".repeat(16 * 1024));

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void they_make_up_the_whole_and_others_get_their_turn_between_them() throws Exception {
        var given = Buffer.buffer();
        var order = new ArrayList<String>();
        var all = new CompletableFuture<List<String>>();
        vertx.runOnContext(loop -> {
            var pieces = new Pieces(content, vertx);
            pieces.handler(piece -> {
                if (order.isEmpty()) {
                    vertx.setTimer(1, other -> order.add("other"));
                }
                order.add("piece");
                given.appendBuffer(piece);
            });
            pieces.endHandler(end -> all.complete(order));
            pieces.resume();
        });
        assertThat(all.get(10, TimeUnit.SECONDS)).startsWith("piece", "other", "piece");
        assertThat(given).isEqualTo(content);
    }

    @Test
    void each_is_given_when_it_is_wanted() throws Exception {
        var given = new ArrayList<Integer>();
        var all = new CompletableFuture<List<Integer>>();
        vertx.runOnContext(loop -> {
            var pieces = new Pieces(content, vertx);
            pieces.endHandler(end -> given.add(0));
            pieces.handler(piece -> {
                given.add(piece.length());
                pieces.pause();
            });
            pieces.fetch(2);
            vertx.setTimer(20, later -> all.complete(List.copyOf(given)));
        });
        assertThat(all.get(10, TimeUnit.SECONDS)).containsExactly(Pieces.BYTES);
    }
}
