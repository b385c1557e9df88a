package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.get;
import static dev.portico.gateway.cache.Answers.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.cache.Store.Found;
import dev.portico.gateway.cache.Store.Mark;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of what the second level says, when it says so late. */
class LevelsTest {

    private static final String FRESH = "Cache-Control: max-age=60";
    private static final Mark MARK = new Mark("k1", 7);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
    private final MemoryCache memory = new MemoryCache(1 << 20, 1 << 16);
    private final List<Promise<Found>> questions = new ArrayList<>();
    private Consumer<String> tells = place -> {};
    private boolean listening;
    private final Levels levels = new Levels(vertx, memory, new Late(), Duration.ofSeconds(20));
    private final Lookup lookup = Lookup.of("catalog", get("/a"), CacheRule.STANDARD);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void those_that_want_the_same_ask_once_and_each_gets_the_answer() {
        var first = levels.look(lookup);
        var second = levels.look(lookup);
        assertThat(questions).hasSize(1);
        questions.getFirst().complete(new Found(stored("one", FRESH), MARK));
        assertThat(mark(first)).isEqualTo(MARK);
        assertThat(mark(second)).isEqualTo(MARK);
        assertThat(kept()).isEqualTo("one");
        levels.look(lookup);
        assertThat(questions).hasSize(2);
    }

    @Test
    void what_was_changed_meanwhile_is_not_taken_over() {
        var answer = levels.look(lookup);
        levels.invalidate(lookup.key().place());
        questions.getFirst().complete(new Found(stored("old", FRESH), MARK));
        assertThat(mark(answer)).isEqualTo(MARK);
        assertThat(kept()).isNull();
    }

    @Test
    void what_was_purged_meanwhile_is_not_taken_over() {
        var answer = levels.look(lookup);
        memory.purgeTag("any");
        questions.getFirst().complete(new Found(stored("old", FRESH), MARK));
        assertThat(mark(answer)).isEqualTo(MARK);
        assertThat(kept()).isNull();
    }

    @Test
    void what_another_instance_has_changed_meanwhile_is_not_taken_over() {
        levels.start();
        var answer = levels.look(lookup);
        tells.accept(lookup.key().place());
        questions.getFirst().complete(new Found(stored("old", FRESH), MARK));
        assertThat(mark(answer)).isEqualTo(MARK);
        assertThat(kept()).isNull();
    }

    @Test
    void nobody_waits_for_what_takes_too_long() {
        var soon = new Levels(vertx, memory, new Late(), Duration.ofMillis(1));
        assertThat(mark(soon.look(lookup))).isNull();
        assertThat(mark(soon.look(lookup))).isNull();
        assertThat(questions).hasSize(1);
        questions.getFirst().complete(new Found(stored("late", FRESH), MARK));
        assertThat(kept()).isEqualTo("late");
        soon.look(lookup);
        assertThat(questions).hasSize(2);
    }

    @Test
    void many_answers_of_one_resource_are_removed_by_a_worker_thread() throws InterruptedException {
        var place = lookup.key().place();
        for (int i = 0; i <= Levels.MOST_AT_ONCE; i++) {
            memory.put(new CacheKey(place, "reader " + i), stored("x", FRESH));
        }
        var busy = new CountDownLatch(1);
        vertx.executeBlocking(() -> busy.await(20, TimeUnit.SECONDS), false);
        var gone = levels.invalidate(place);
        assertThat(gone.isComplete()).isFalse();
        assertThat(memory.count(place)).isEqualTo(Levels.MOST_AT_ONCE + 1);
        busy.countDown();
        gone.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(memory.count(place)).isZero();
        assertThat(memory.isClean()).isTrue();
    }

    @Test
    void who_keeps_nothing_listens_to_nobody() {
        assertThat(listening).isFalse();
        levels.start();
        assertThat(listening).isTrue();
        levels.close();
        assertThat(listening).isFalse();
    }

    @Test
    void a_change_of_something_else_does_not_matter() {
        var answer = levels.look(lookup);
        levels.invalidate("catalog /b");
        questions.getFirst().complete(new Found(stored("one", FRESH), MARK));
        mark(answer);
        assertThat(kept()).isEqualTo("one");
    }

    @Test
    void what_memory_has_got_meanwhile_stays_where_it_is_as_new() {
        var answer = levels.look(lookup);
        memory.put(lookup.key(), stored("newer", FRESH));
        questions.getFirst().complete(new Found(stored("one", FRESH), MARK));
        mark(answer);
        assertThat(kept()).isEqualTo("newer");
    }

    @Test
    void a_question_that_fails_is_as_good_as_one_without_an_answer() {
        var answer = levels.look(lookup);
        questions.getFirst().fail("broken");
        assertThat(mark(answer)).isNull();
        levels.look(lookup);
        assertThat(questions).hasSize(2);
    }

    private @Nullable String kept() {
        var stored = memory.find(lookup.key()).matching(lookup.call().headers());
        return stored == null ? null : stored.content().toString();
    }

    private static @Nullable Mark mark(Future<@Nullable Mark> answer) {
        return answer.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Answers when the test says so. */
    private final class Late implements Store {

        @Override
        public void start(Consumer<String> changed) {
            tells = changed;
            listening = true;
        }

        @Override
        public void close() {
            listening = false;
        }

        @Override
        public Future<Found> find(CacheKey key, MultiMap request) {
            var question = Promise.<Found>promise();
            questions.add(question);
            return question.future();
        }

        @Override
        public void keep(CacheKey key, Stored stored, Mark mark) {}

        @Override
        public void forget(CacheKey key, Stored stored) {}

        @Override
        public void invalidate(String place) {}

        @Override
        public Future<Boolean> purge(List<Purge> purges) {
            return Future.succeededFuture(true);
        }
    }
}
