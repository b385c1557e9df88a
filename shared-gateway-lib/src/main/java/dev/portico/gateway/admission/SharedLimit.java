package dev.portico.gateway.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A limit as {@link CountScript} knows it, and what its decisions are counted by. */
final class SharedLimit {

    /** Up to here doubles count whole numbers exactly. */
    private static final double EXACT = 1L << 53;

    private static final long MILLI = 1_000;

    private final Limit limit;
    private final InstantSource wall;
    private final String ending;
    private final Counter admitted;
    private final Counter refused;
    private final Counter away;

    private volatile Written written;

    /** The words of a definition, and until when they hold: for a calendar, until a period ends. */
    private record Written(List<String> words, long untilMicros) {}

    SharedLimit(Limit limit, InstantSource wall, MeterRegistry registry) {
        this.limit = limit;
        this.wall = wall;
        this.ending = "}:" + limit.name() + ':' + shape(limit.algorithm());
        this.written = write();
        this.admitted = counter(registry, "admitted");
        this.refused = counter(registry, "refused");
        this.away = counter(registry, "away");
    }

    /** The end of its keys' names: another algorithm, window or zone counts anew, other permits go on with the same count. */
    String ending() {
        return ending;
    }

    /** The words that define it for the script, and the algorithm's name first of all. */
    List<String> words() {
        var words = written;
        if (limit.algorithm() instanceof Algorithm.Calendar && micros(wall.instant()) >= words.untilMicros) {
            words = write();
            written = words;
        }
        return words.words;
    }

    Decision counted(Decision decision) {
        switch (decision) {
            case Decision.Admitted _ -> admitted.increment();
            case Decision.Refused _ -> refused.increment();
            case Decision.Uncounted(), Decision.Unknown() -> away.increment();
        }
        return decision;
    }

    /** Whatever is decided now, it is decided without Redis. */
    void countedAway() {
        away.increment();
    }

    private Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("limit.decisions")
                .description("What limits said of requests; away is what was decided without Redis")
                .tag("limit", limit.name())
                .tag("outcome", outcome)
                .register(registry);
    }

    private static String shape(Algorithm algorithm) {
        return switch (algorithm) {
            case Algorithm.FixedWindow fixed -> "fixed:" + micros(fixed.window());
            case Algorithm.SlidingLog log -> "log:" + micros(log.window());
            case Algorithm.SlidingCounter(var permits, var window) ->
                "sliding:" + micros(window) + ':' + unit(permits, window);
            case Algorithm.TokenBucket(var permits, var window, var burst) ->
                "bucket:" + micros(window) + ':' + unit(Math.max(permits, burst), window);
            case Algorithm.Calendar quota ->
                switch (quota.period()) {
                            case DAY -> "day:";
                            case MONTH -> "month:";
                        }
                        + quota.zone().normalized().getId();
        };
    }

    private Written write() {
        return switch (limit.algorithm()) {
            case Algorithm.FixedWindow(var permits, var window) -> always("fixed", permits, micros(window));
            case Algorithm.SlidingLog(var permits, var window) -> always("log", permits, micros(window));
            case Algorithm.SlidingCounter(var permits, var window) -> {
                var unit = unit(permits, window);
                yield always("sliding", permits, micros(window) / unit, unit);
            }
            case Algorithm.TokenBucket(var permits, var window, var burst) -> {
                var unit = unit(Math.max(permits, burst), window);
                yield always("bucket", permits, micros(window) / unit, burst, unit);
            }
            case Algorithm.Calendar quota -> periods(quota);
        };
    }

    private static Written always(String name, long... numbers) {
        return new Written(texts(name, numbers), Long.MAX_VALUE);
    }

    /** The period of now, and one on both sides: the clock of the server decides, and may be a little ahead or behind. */
    private Written periods(Algorithm.Calendar quota) {
        var now = quota.at(wall.instant());
        var before = quota.at(moment(now.startMicros() - 1));
        var after = quota.at(moment(now.endMicros()));
        return new Written(
                texts(
                        "calendar",
                        quota.permits(),
                        4,
                        before.startMicros(),
                        now.startMicros(),
                        now.endMicros(),
                        after.endMicros()),
                now.endMicros());
    }

    private static List<String> texts(String name, long... numbers) {
        var texts = new ArrayList<String>(1 + numbers.length);
        texts.add(name);
        for (var number : numbers) {
            texts.add(Long.toString(number));
        }
        return List.copyOf(texts);
    }

    /** In how many microseconds time is counted, so that no product is more than can be counted exactly. */
    private static long unit(long permits, Duration window) {
        return (double) permits * micros(window) < EXACT ? 1 : MILLI;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
