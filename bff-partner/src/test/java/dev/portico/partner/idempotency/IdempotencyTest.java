package dev.portico.partner.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.portico.gateway.composition.Outcome;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotencyTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final IdempotencyKey KEY = new IdempotencyKey("issuer", "partner", "POST /v1/orders", "k");
    private static final Answer ANSWER = Answer.first(201, "/v1/orders/1", "{}");

    private final AtomicInteger written = new AtomicInteger();

    private record Settings(Duration patience) implements IdempotencySettings {
        @Override
        public Duration keep() {
            return Duration.ofHours(24);
        }

        @Override
        public MemorySize memory() {
            return new MemorySize(BigInteger.valueOf(1_000_000));
        }
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    private static Idempotency patient(Duration patience) {
        var settings = new Settings(patience);
        return new Idempotency(
                new MemoryIdempotencyStore(settings.memory().asLongValue(), settings.keep(), Ticker.systemTicker()),
                settings,
                VERTX);
    }

    private Uni<Outcome<Answer>> send(Idempotency idempotency, String content, Supplier<Uni<Outcome<Answer>>> write) {
        return idempotency.once(KEY, content, () -> {
            written.incrementAndGet();
            return write.get();
        });
    }

    private static Uni<Outcome<Answer>> done() {
        return Uni.createFrom().item(new Outcome.Done<>(ANSWER));
    }

    @Test
    void a_write_is_made_once_and_its_answer_given_again() {
        var idempotency = patient(LONG);

        assertThat(send(idempotency, "a", IdempotencyTest::done).await().atMost(LONG))
                .isEqualTo(new Outcome.Done<>(ANSWER));
        assertThat(send(idempotency, "a", IdempotencyTest::done).await().atMost(LONG))
                .isEqualTo(new Outcome.Done<>(ANSWER.again()));
        assertThat(written).hasValue(1);
    }

    @Test
    void another_content_is_refused() {
        var idempotency = patient(LONG);
        send(idempotency, "a", IdempotencyTest::done).await().atMost(LONG);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        send(idempotency, "b", IdempotencyTest::done).await().atMost(LONG))
                .extracting(Refusal::problem)
                .isInstanceOf(Problem.UnprocessableContent.class);
        assertThat(written).hasValue(1);
    }

    @Test
    void who_comes_meanwhile_waits_for_the_first_answer() {
        var idempotency = patient(LONG);
        var writing = new CompletableFuture<Outcome<Answer>>();
        var first = send(idempotency, "a", () -> Uni.createFrom().completionStage(writing))
                .subscribeAsCompletionStage();
        var second = send(idempotency, "a", IdempotencyTest::done).subscribeAsCompletionStage();
        writing.complete(new Outcome.Done<>(ANSWER));

        assertThat(first).succeedsWithin(LONG).isEqualTo(new Outcome.Done<>(ANSWER));
        assertThat(second).succeedsWithin(LONG).isEqualTo(new Outcome.Done<>(ANSWER.again()));
        assertThat(written).hasValue(1);
    }

    @Test
    void who_waits_for_one_that_failed_makes_the_write_itself() {
        var idempotency = patient(LONG);
        var writing = new CompletableFuture<Outcome<Answer>>();
        var first = send(idempotency, "a", () -> Uni.createFrom().completionStage(writing))
                .subscribeAsCompletionStage();
        var second = send(idempotency, "a", IdempotencyTest::done).subscribeAsCompletionStage();
        var nobodyKnows = unknown();
        writing.complete(nobodyKnows);

        assertThat(first).succeedsWithin(LONG).isEqualTo(nobodyKnows);
        assertThat(second).succeedsWithin(LONG).isEqualTo(new Outcome.Done<>(ANSWER));
        assertThat(written).hasValue(2);
    }

    @Test
    void nobody_waits_for_ever() {
        var idempotency = patient(Duration.ofMillis(30));
        var never = new CompletableFuture<Outcome<Answer>>();
        send(idempotency, "a", () -> Uni.createFrom().completionStage(never))
                .subscribe()
                .with(answer -> {});

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        send(idempotency, "a", IdempotencyTest::done).await().atMost(LONG))
                .extracting(Refusal::problem)
                .isEqualTo(new Problem.InProgress(1));
    }

    @Test
    void a_write_goes_on_when_its_client_hangs_up() {
        var idempotency = patient(LONG);
        var writing = new CompletableFuture<Outcome<Answer>>();
        send(idempotency, "a", () -> Uni.createFrom().completionStage(writing))
                .subscribe()
                .with(answer -> {})
                .cancel();
        writing.complete(new Outcome.Done<>(ANSWER));

        assertThat(send(idempotency, "a", IdempotencyTest::done).await().atMost(LONG))
                .isEqualTo(new Outcome.Done<>(ANSWER.again()));
        assertThat(written).hasValue(1);
    }

    private static Outcome<Answer> unknown() {
        return new Outcome.Unknown<>(new UpstreamFailure(UpstreamFailure.Kind.LATE, "late", null));
    }

    static Stream<Supplier<Uni<Outcome<Answer>>>> writes_that_changed_nothing() {
        return Stream.of(
                () -> Uni.createFrom().item(new Outcome.Refused<>(422)),
                () -> Uni.createFrom()
                        .failure(new UpstreamFailure(UpstreamFailure.Kind.UNREACHABLE, "not there", null)),
                () -> Uni.createFrom().failure(new Refusal(new Problem.BadRequest("Send lines."))));
    }

    @ParameterizedTest
    @MethodSource("writes_that_changed_nothing")
    void a_write_that_changed_nothing_leaves_the_key_free(Supplier<Uni<Outcome<Answer>>> write) {
        var idempotency = patient(LONG);
        send(idempotency, "a", write).onFailure().recoverWithNull().await().atMost(LONG);

        assertThat(send(idempotency, "b", IdempotencyTest::done).await().atMost(LONG))
                .isEqualTo(new Outcome.Done<>(ANSWER));
    }

    static Stream<Supplier<Uni<Outcome<Answer>>>> writes_of_which_nobody_knows() {
        return Stream.of(
                () -> Uni.createFrom().item(unknown()),
                () -> Uni.createFrom().item(new Outcome.Conflict<>()),
                () -> Uni.createFrom().failure(new IllegalStateException("a defect")),
                () -> {
                    throw new IllegalStateException("a defect");
                });
    }

    @ParameterizedTest
    @MethodSource("writes_of_which_nobody_knows")
    void a_write_of_which_nobody_knows_is_made_again_for_the_same_content_alone(Supplier<Uni<Outcome<Answer>>> write) {
        var idempotency = patient(LONG);
        send(idempotency, "a", write).onFailure().recoverWithNull().await().atMost(LONG);

        assertThatThrownBy(() ->
                        send(idempotency, "b", IdempotencyTest::done).await().atMost(LONG))
                .isInstanceOf(Refusal.class);
        assertThat(send(idempotency, "a", IdempotencyTest::done).await().atMost(LONG))
                .isEqualTo(new Outcome.Done<>(ANSWER));
    }

    @Test
    void what_a_service_gets_for_a_key_is_the_same_each_time_and_no_other_partner_s() {
        var other = new IdempotencyKey("issuer", "partner-2", KEY.operation(), KEY.value());

        assertThat(List.of(KEY.towards("place"), other.towards("place"), KEY.towards("cancel")))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[A-Za-z0-9_-]{43}"));
        assertThat(KEY.towards("place")).isEqualTo(KEY.towards("place"));
    }
}
