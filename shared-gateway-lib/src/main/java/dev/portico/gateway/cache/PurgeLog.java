package dev.portico.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.gateway.redis.Outcome;
import dev.portico.gateway.redis.RedisCommands;
import dev.portico.gateway.redis.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The purges of all instances, in an order that all agree on: a list in Redis, of which each instance reads what it does not
 * know yet. A message says that there is more; whoever has not got it, because its connection was gone or has gone deaf,
 * finds out when it looks for itself. Safe for use by any thread.
 */
final class PurgeLog implements AutoCloseable, Subscription.Listener {

    /** For how long answers are kept in Redis at most; older purges mean none of them. */
    static final Duration LONGEST = Duration.ofDays(1);

    /** How many purges are told apart. */
    static final int MOST = 10_000;

    /** How often an instance looks for itself. */
    static final Duration EVERY = Duration.ofSeconds(1);

    /** With a list that was read longer ago, nothing is taken from Redis. */
    private static final Duration OUTDATED = Duration.ofSeconds(5);

    private static final int PAGE = 1_000;
    private static final String MORE = "more";
    private static final String CHANGED = "changed ";

    private static final Logger LOG = Logger.getLogger(PurgeLog.class);

    private final Vertx vertx;
    private final RedisCommands redis;
    private final MemoryCache memory;
    private final String key;
    private final String channel;
    private final String self = UUID.randomUUID().toString();
    private final PurgeTimes times = new PurgeTimes(MOST);

    private volatile long latest;
    private volatile long readAt = System.nanoTime() - OUTDATED.toNanos();
    private volatile boolean announced;
    private volatile @Nullable Subscription subscription;
    private long timer;
    private volatile Consumer<String> whenChanged = place -> {};
    private volatile Runnable whenRead = () -> {};
    private boolean busy;
    private @Nullable Promise<Boolean> next;

    PurgeLog(Vertx vertx, RedisCommands redis, String app, MemoryCache memory) {
        this.vertx = vertx;
        this.redis = redis;
        this.memory = memory;
        this.channel = "portico:" + app + ":cache";
        this.key = channel + ":purges";
    }

    /**
     * @param changed told where another instance has changed something
     * @param then what is to be done each time that Redis has told what there is
     */
    void start(Consumer<String> changed, Runnable then) {
        whenChanged = changed;
        whenRead = then;
        subscription = redis.subscribe(channel, this);
        timer = vertx.setPeriodic(EVERY.toMillis(), due -> lookForItself());
        read();
    }

    /** Whether what Redis has can be told from what was purged. */
    boolean isCurrent() {
        return System.nanoTime() - readAt < OUTDATED.toNanos();
    }

    /** The time of the latest purge that is known here. */
    long latest() {
        return latest;
    }

    /** Whether an answer was purged since. */
    boolean mean(String place, List<String> tags, long after) {
        return times.mean(place, tags, after);
    }

    /** Where others hear of changes. */
    String channel() {
        return channel;
    }

    /** What tells the others that a resource has changed. */
    String changed(String place) {
        return CHANGED + self + ' ' + place;
    }

    /** False where Redis may not have it, or has not told it back. */
    Future<Boolean> purge(List<Purge> purges) {
        var arguments = new ArrayList<>(List.of(
                Long.toString(latest), Long.toString(LONGEST.toMillis()), Integer.toString(MOST), channel, MORE));
        purges.forEach(purge -> arguments.add(text(purge)));
        return redis.runIfRoom(CacheScripts.PURGE, List.of(key), buffers(arguments))
                .compose(outcome -> switch (outcome) {
                    case Outcome.Answered<?> _ -> read();
                    case Outcome.Away(), Outcome.Apart() -> Future.succeededFuture(false);
                });
    }

    @Override
    public void begins() {
        read();
    }

    @Override
    public void hears(String message) {
        if (message.equals(MORE)) {
            announced = true;
            read();
        } else if (message.startsWith(CHANGED) && !message.startsWith(self, CHANGED.length())) {
            whenChanged.accept(message.substring(CHANGED.length() + self.length() + 1));
        }
    }

    /** News of which no message told means that none comes any more. */
    private void lookForItself() {
        var before = latest;
        read().onSuccess(known -> {
            var listening = subscription;
            if (latest != before && !announced && listening != null) {
                listening.renew();
            }
            announced = false;
        });
    }

    /** Reads what is not known yet: all that was there when this was called. One reading at a time. */
    private synchronized Future<Boolean> read() {
        if (!busy) {
            busy = true;
            var now = Promise.<Boolean>promise();
            begin(now);
            return now.future();
        }
        if (next == null) {
            next = Promise.promise();
        }
        return next.future();
    }

    private void begin(Promise<Boolean> reading) {
        readOn().onComplete(known -> {
            var successful = known.succeeded() && known.result();
            if (successful) {
                readAt = System.nanoTime();
                whenRead.run();
            }
            var following = ended();
            reading.complete(successful);
            if (following != null) {
                begin(following);
            }
        });
    }

    private synchronized @Nullable Promise<Boolean> ended() {
        var following = next;
        next = null;
        busy = following != null;
        return following;
    }

    private Future<Boolean> readOn() {
        var arguments = List.of(Long.toString(latest), Integer.toString(PAGE));
        return redis.read(CacheScripts.READ, List.of(key), arguments).compose(outcome -> switch (outcome) {
            case Outcome.Away(), Outcome.Apart() -> Future.succeededFuture(false);
            case Outcome.Answered(var news) ->
                news.isEmpty()
                        ? Future.succeededFuture(true)
                        : vertx.executeBlocking(() -> learn(news), false)
                                .compose(learned -> news.size() < 2 * PAGE ? Future.succeededFuture(true) : readOn());
        });
    }

    /** What is in memory is gone before anybody can take this purge for known. */
    private boolean learn(List<@Nullable Buffer> news) {
        for (int i = 0; i + 1 < news.size(); i += 2) {
            var purge = purge(Objects.requireNonNull(news.get(i)).toString(UTF_8));
            var time = Long.parseLong(Objects.requireNonNull(news.get(i + 1)).toString(UTF_8));
            times.note(purge, time);
            purge.of(memory);
            latest = Math.max(latest, time);
        }
        return true;
    }

    private static List<Buffer> buffers(List<String> texts) {
        return texts.stream().map(Buffer::buffer).toList();
    }

    private static String text(Purge purge) {
        return switch (purge) {
            case Purge.Tag(var name) -> "tag " + name;
            case Purge.Target(var upstream, var target) -> "target " + CacheKey.place(upstream, target);
            case Purge.Prefix(var upstream, var prefix) -> "prefix " + CacheKey.place(upstream, prefix);
            case Purge.Everything() -> "everything";
        };
    }

    /** What a newer version of this program means by something else is everything here. */
    private static Purge purge(String text) {
        var words = Stream.of(text.split(" ", 3)).toList();
        if (words.size() == 2 && words.getFirst().equals("tag")) {
            return new Purge.Tag(words.get(1));
        } else if (words.size() == 3 && words.getFirst().equals("target")) {
            return new Purge.Target(words.get(1), words.get(2));
        } else if (words.size() == 3 && words.getFirst().equals("prefix")) {
            return new Purge.Prefix(words.get(1), words.get(2));
        }
        if (!text.equals("everything")) {
            LOG.warnf("A purge that is not understood is taken for one of everything");
        }
        return new Purge.Everything();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        var listening = subscription;
        if (listening != null) {
            listening.close();
        }
    }
}
