package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest extends CachedCatalog {

    private static final String[] ENDLESS = {"Cache-Control: max-age=60", "Transfer-Encoding: chunked"};

    private final Vertx loops = Vertx.vertx();
    private final Flight flight = new Flight(new Flight.Wanted(new CacheKey("catalog /a", ""), List.of()), 0);

    @AfterEach
    void end() {
        loops.close();
    }

    @Test
    void nobody_waits_for_an_answer_any_more_for_which_one_has_waited_too_long() throws Exception {
        cache.fetch(get("/a"));
        answers.getFirst().complete(streamed(new Chunks(), -1, ENDLESS));
        var patient = cache.fetch(get("/a"));
        cache.fetch(within(Duration.ofMillis(50)));
        untilCalls(3);
        assertThat(patient.isComplete()).isFalse();
        cache.fetch(get("/a"));
        assertThat(calls).hasSize(4);
    }

    @Test
    void an_answer_is_not_gathered_beyond_its_deadline_and_ended_where_nobody_reads_it() throws Exception {
        var ended = Promise.<String>promise();
        var kept = new ArrayList<Buffer>();
        var chunks = new Chunks();
        var gathering = new Gathering(flight, kept::add, () -> ended.tryComplete("ended"));
        var tee = new Tee(new Body.Streamed(chunks, -1), new MemoryCache(10_000, 100), gathering);
        gathering.until(Deadline.in(Duration.ofMillis(20)), tee, loops);
        tee.start();
        assertThat(ended.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isEqualTo("ended");
        assertThat(flight.landed().result()).isEqualTo(new Flight.Landed.Unshared(Storability.Reason.LENGTH));
        chunks.send("late");
        chunks.end();
        assertThat(kept).isEmpty();
    }

    @Test
    void a_defect_while_it_is_kept_lets_nobody_wait_for_ever() {
        var defect = new IllegalStateException("a defect");
        var gathering = new Gathering(
                flight,
                content -> {
                    throw defect;
                },
                () -> {});
        gathering.whole(Buffer.buffer("x"));
        assertThat(flight.landed().result()).isEqualTo(new Flight.Landed.Failed(defect));
    }

    private static Call within(Duration time) {
        var call = get("/a");
        return new Call(
                call.method(),
                call.target(),
                call.headers(),
                call.body(),
                Deadline.in(time),
                call.exchange(),
                call.interim());
    }
}
