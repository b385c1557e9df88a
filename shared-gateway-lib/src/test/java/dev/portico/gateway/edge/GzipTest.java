package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Codings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is stored is compressed once, and where that takes long not by an event loop. */
class GzipTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void what_is_small_is_here_at_once() throws Exception {
        var body = new Body.Whole(Buffer.buffer("kept ".repeat(1_000)), new Codings());
        assertThat(asked(body)).allMatch(Asked::atOnce);
    }

    @Test
    void what_is_large_is_compressed_elsewhere_and_once_for_all_that_want_it() throws Exception {
        var body = new Body.Whole(Buffer.buffer("kept ".repeat(200_000)), new Codings());
        var first = asked(body);
        assertThat(first).noneMatch(Asked::atOnce);
        assertThat(first.getFirst().gzip()).isSameAs(first.getLast().gzip());
        var later = asked(body);
        assertThat(later).allMatch(Asked::atOnce);
        assertThat(later.getFirst().gzip()).isSameAs(first.getFirst().gzip());
    }

    @Test
    void what_could_not_be_made_is_made_anew() {
        var codings = new Codings();
        assertThat(codings.gzip(() -> Future.failedFuture("no")).failed()).isTrue();
        assertThat(codings.gzip(() -> {
                            throw new IllegalStateException("no");
                        })
                        .failed())
                .isTrue();
        assertThat(codings.gzip(() -> Future.succeededFuture(Buffer.buffer("yes")))
                        .succeeded())
                .isTrue();
    }

    /** @param atOnce whether it was there when the event loop had asked for it */
    private record Asked(boolean atOnce, Buffer gzip) {}

    /** Two requests on one event loop. */
    private List<Asked> asked(Body.Whole body) throws Exception {
        var asked = new CompletableFuture<List<Asked>>();
        vertx.runOnContext(loop -> {
            var one = Gzip.whole(body);
            var other = Gzip.whole(body);
            var atOnce = one.isComplete() && other.isComplete();
            Future.all(one, other)
                    .onSuccess(both ->
                            asked.complete(List.of(new Asked(atOnce, one.result()), new Asked(atOnce, other.result()))))
                    .onFailure(asked::completeExceptionally);
        });
        return asked.get(10, TimeUnit.SECONDS);
    }
}
