package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.ConcurrencyLimit;
import dev.portico.gateway.admission.Importance;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopLimitsTest {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final VertxInternal vertx = (VertxInternal) Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Context loop = vertx.createEventLoopContext();

    /** Loops are given out in turn. */
    private final Context other = vertx.createEventLoopContext();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_loop_that_is_kept_busy_gets_a_limit_of_its_own() {
        try (var limits = limits(true)) {
            var busy = limitOf(loop, limits);

            keepBusy(busy::inForce).join();

            assertThat(busy.inForce()).isTrue();
            assertThat(limitOf(other, limits).inForce()).isFalse();
            assertThat(limits.limit()).isLessThan(20_000);
        }
    }

    @Test
    void who_runs_on_the_same_loop_shares_its_limit() {
        try (var limits = limits(true)) {
            assertThat(limitOf(loop, limits)).isSameAs(limitOf(loop, limits)).isNotSameAs(limitOf(other, limits));
        }
    }

    @Test
    void where_shedding_is_disabled_there_is_never_a_limit() {
        try (var limits = limits(false)) {
            var busy = limitOf(loop, limits);
            var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);

            keepBusy(() -> System.nanoTime() > until).join();

            assertThat(busy.inForce()).isFalse();
        }
    }

    @Test
    void outside_of_any_loop_there_is_never_a_limit() {
        try (var limits = limits(true)) {
            assertThat(limits.here().take(Importance.LOW)).isNotNull();
            assertThat(limits.inHand()).isEqualTo(1);
        }
    }

    private static LoopLimits limits(boolean enabled) {
        return new LoopLimits(new LoadSheddingSettings(enabled, Duration.ofMillis(25)));
    }

    private static ConcurrencyLimit limitOf(Context context, LoopLimits limits) {
        var limit = new CompletableFuture<ConcurrencyLimit>();
        context.runOnContext(here -> {
            var its = limits.here();
            its.take(Importance.NORMAL);
            limit.complete(its);
        });
        return limit.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Has the loop work for 40 ms in each of its turns. */
    private CompletableFuture<Void> keepBusy(BooleanSupplier enough) {
        var done = new CompletableFuture<Void>();
        var until = System.nanoTime() + LONGEST_NANOS;
        loop.runOnContext(here -> vertx.setPeriodic(1, turn -> {
            var began = System.nanoTime();
            while (System.nanoTime() - began < 40_000_000) {
                Thread.onSpinWait();
            }
            if (enough.getAsBoolean() || began > until) {
                vertx.cancelTimer(turn);
                done.complete(null);
            }
        }));
        return done.orTimeout(20, TimeUnit.SECONDS);
    }
}
