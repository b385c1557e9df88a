package dev.portico.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.gateway.redis.Outcome;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers in Redis, for all instances of an app. Keys are digests, those of one resource in one slot of a cluster. Every
 * command has a deadline, and an outage is not paid for by each request (see {@link RedisCommands}).
 *
 * <p>Safe for use by any thread; what takes its time is done by worker threads.
 */
final class RedisStore implements Store {

    /** Larger values would hold up what else goes over the same connections. */
    static final int LARGEST_VALUE = 256 << 10;

    /** How many bytes of answers may be on their way to Redis; further ones are not kept there. */
    private static final int MOST_UNDER_WAY = 4 << 20;

    /** What an answer counts for at least, so that small ones are not too many, and at most. */
    private static final int SMALL = MOST_UNDER_WAY / 64;

    private static final int LARGE = MOST_UNDER_WAY / 4;

    /** How many changes are told to Redis one by one when it is back, for as long as it takes. */
    static final int MOST_OWED = 1_000;

    /** Others are gone before anybody could get them. */
    private static final long SHORTEST_MILLIS = 1_000;

    /** For how long a call may be on its way that began before a change. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

    private static final Vary NOTHING = new Vary(List.of(), List.of());

    private final Vertx vertx;
    private final RedisCommands redis;
    private final String beginning;
    private final StoredForm form;
    private final PurgeLog purges;
    private final InstantSource clock;
    private final Semaphore mayKeep = new Semaphore(MOST_UNDER_WAY);
    private final Owed owed = new Owed(MOST_OWED);
    private final AtomicBoolean tellsOfEverything = new AtomicBoolean();

    RedisStore(Vertx vertx, RedisCommands redis, String app, StoredForm form, PurgeLog purges, InstantSource clock) {
        this.vertx = vertx;
        this.redis = redis;
        this.beginning = "portico:" + app + ":cache:{";
        this.form = form;
        this.purges = purges;
        this.clock = clock;
    }

    @Override
    public void start(Consumer<String> changed) {
        purges.start(changed, this::settle);
    }

    @Override
    public void close() {
        purges.close();
    }

    @Override
    public Future<Found> find(CacheKey key, MultiMap request) {
        if (!purges.isCurrent() || owed.means(key.place())) {
            return Future.succeededFuture(Found.NOTHING);
        }
        var latest = purges.latest();
        var negotiated = variant(List.of(Vary.ACCEPT_ENCODING), request);
        return ask(key, List.of(field(NOTHING), field(negotiated)))
                .compose(outcome -> switch (outcome) {
                    case Outcome.Away(), Outcome.Apart() -> Future.succeededFuture(Found.NOTHING);
                    case Outcome.Answered(var reply) -> found(key, request, reply, latest);
                })
                .otherwise(Found.NOTHING);
    }

    /** Most answers vary by nothing or by what codings are wanted, so these have been asked for at once. */
    private Future<Found> found(CacheKey key, MultiMap request, List<@Nullable Buffer> reply, long latest) {
        var mark = new Mark(text(reply, 0), latest);
        var names = List.of(text(reply, 1).split(",", -1));
        if (reply.size() < 2) {
            return Future.succeededFuture(new Found(null, mark));
        } else if (names.equals(List.of(""))) {
            return read(key, reply, 2, mark);
        } else if (names.equals(List.of(Vary.ACCEPT_ENCODING))) {
            return read(key, reply, 3, mark);
        }
        return ask(key, List.of(field(variant(names, request)))).compose(outcome -> switch (outcome) {
            case Outcome.Away(), Outcome.Apart() -> Future.succeededFuture(new Found(null, mark));
            case Outcome.Answered(var more) -> read(key, more, 2, mark);
        });
    }

    private Future<Found> read(CacheKey key, List<@Nullable Buffer> reply, int place, Mark mark) {
        var value = reply.size() > place ? reply.get(place) : null;
        if (value == null) {
            return Future.succeededFuture(new Found(null, mark));
        }
        return StoredForm.isLarge(value)
                ? vertx.executeBlocking(() -> new Found(sound(key, value), mark), false)
                : Future.succeededFuture(new Found(sound(key, value), mark));
    }

    private @Nullable Stored sound(CacheKey key, Buffer value) {
        var kept = form.read(value);
        return kept == null || purges.mean(key.place(), kept.stored().tags(), kept.purges()) ? null : kept.stored();
    }

    private Future<Outcome<List<@Nullable Buffer>>> ask(CacheKey key, List<String> fields) {
        var arguments = new String[fields.size() + 1];
        arguments[0] = Integer.toString(LARGEST_VALUE);
        for (int i = 0; i < fields.size(); i++) {
            arguments[i + 1] = fields.get(i);
        }
        return redis.read(CacheScripts.FIND, keys(key), List.of(arguments));
    }

    /** One that cannot be kept still takes the place of an earlier one. */
    @Override
    public void keep(CacheKey key, Stored stored, Mark mark) {
        var live = Math.min(PurgeLog.LONGEST.toMillis(), useful(stored));
        if (live < SHORTEST_MILLIS) {
            forget(key, stored);
            return;
        }
        var takes = Math.clamp(stored.content().length(), SMALL, LARGE);
        if (mayKeep.tryAcquire(takes)) {
            written(stored, mark.purges())
                    .compose(value -> send(key, stored, value, live, mark))
                    .onComplete(done -> mayKeep.release(takes));
        }
    }

    private Future<Buffer> written(Stored stored, long latest) {
        return StoredForm.isLarge(stored)
                ? vertx.executeBlocking(() -> form.write(stored, latest), false)
                : Future.succeededFuture(stored).map(small -> form.write(small, latest));
    }

    private Future<?> send(CacheKey key, Stored stored, Buffer value, long live, Mark mark) {
        if (value.length() > LARGEST_VALUE) {
            forget(key, stored);
            return Future.succeededFuture();
        }
        var vary = stored.vary();
        var arguments = List.of(
                Buffer.buffer(mark.generation()),
                Buffer.buffer(Long.toString(live)),
                Buffer.buffer(String.join(",", vary.names())),
                Buffer.buffer(field(vary)),
                value,
                Buffer.buffer(Integer.toString(Variants.MOST + 2)));
        return redis.runIfRoom(CacheScripts.KEEP, keys(key), arguments);
    }

    /** For how long anybody may still get it, in milliseconds. */
    private long useful(Stored stored) {
        var terms = stored.terms();
        return stored.left(clock.millis()) + Math.max(terms.whileRevalidate(), terms.ifError());
    }

    @Override
    public void forget(CacheKey key, Stored stored) {
        redis.run(CacheScripts.FORGET, List.of(keys(key).getFirst()), List.of(field(stored.vary())));
    }

    /** Until Redis has said that it knows, nothing that it has of the resource is used here. */
    @Override
    public void invalidate(String place) {
        change(place, owed.note(place));
    }

    private void change(String place, long number) {
        var arguments = List.of(
                Buffer.buffer(Long.toString(LONGEST_CALL.toMillis())),
                Buffer.buffer(purges.channel()),
                Buffer.buffer(purges.changed(place)));
        redis.runIfRoom(CacheScripts.CHANGE, List.of(generation(place)), arguments)
                .onSuccess(outcome -> {
                    switch (outcome) {
                        case Outcome.Answered<?> _ -> owed.told(place, number);
                        case Outcome.Away(), Outcome.Apart() -> {} // what is owed is told when Redis is back
                    }
                });
    }

    /** Tells Redis what it has not heard. */
    private void settle() {
        if (!owed.isEverything()) {
            owed.each(this::change);
        } else if (tellsOfEverything.compareAndSet(false, true)) {
            // It is read back, which leads here again before it ends.
            var latest = owed.latest();
            purges.purge(List.of(new Purge.Everything())).onComplete(told -> {
                if (told.succeeded() && told.result()) {
                    owed.toldOfEverything(latest);
                }
                tellsOfEverything.set(false);
            });
        }
    }

    @Override
    public Future<Boolean> purge(List<Purge> those) {
        return purges.purge(those);
    }

    private List<String> keys(CacheKey key) {
        var generation = generation(key.place());
        return List.of(generation + ':' + digest(key.reader(), 32), generation);
    }

    private String generation(String place) {
        return beginning + digest(place, 32) + '}';
    }

    private static Vary variant(List<String> names, MultiMap request) {
        return new Vary(
                names, names.stream().map(name -> Vary.normal(name, request)).toList());
    }

    /** What is found is compared with the request once more, so this need not tell all apart. */
    private static String field(Vary vary) {
        return vary.names().isEmpty() ? "plain" : digest(vary.names() + "\n" + vary.values(), 12);
    }

    private static String text(List<@Nullable Buffer> reply, int place) {
        var text = reply.size() > place ? reply.get(place) : null;
        return text == null ? "" : text.toString(UTF_8);
    }

    private static String digest(String text, int octets) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, octets));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
