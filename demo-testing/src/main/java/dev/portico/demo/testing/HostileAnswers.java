package dev.portico.demo.testing;

import dev.portico.demo.wire.Answer;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * What hostile services answer: sometimes the good answer, sometimes with another status, cut off, or as {@link HostileJson};
 * always with header fields that nobody should see. A seed and what is asked for decide, so that a case comes out the same
 * again.
 */
final class HostileAnswers implements BiFunction<String, Answer, Answer> {

    private static final List<Integer> STATUSES =
            List.of(201, 202, 204, 206, 300, 301, 304, 400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503, 599);

    private final long seed;

    HostileAnswers(long seed) {
        this.seed = seed;
    }

    @Override
    public Answer apply(String target, Answer good) {
        var dice = new SplittableRandom(31 * seed + shape(target).hashCode());
        return switch (good) {
            case Answer.Whole whole -> hostile(dice, whole);
            case Answer.Streamed streamed -> dice.nextBoolean() ? streamed : insteadOf(streamed, dice);
        };
    }

    /** Numbers of what was made for a test differ from run to run. */
    private static String shape(String target) {
        return target.replaceAll("[0-9]+", "");
    }

    private static Answer hostile(SplittableRandom dice, Answer.Whole good) {
        var marked = good.with("Set-Cookie", HostileJson.LEAK + "=1").with("X-Internal", HostileJson.LEAK);
        return switch (dice.nextInt(10)) {
            case 0, 1, 2, 3 -> marked;
            case 4 -> new Answer.Whole(STATUSES.get(dice.nextInt(STATUSES.size())), marked.headers(), marked.body());
            case 5 -> cut(marked, dice.nextInt(marked.body().length() + 1));
            default ->
                new Answer.Whole(
                        marked.status(),
                        marked.headers(),
                        Buffer.buffer(HostileJson.of(JsonFields.tree(good.body().getBytes()), dice)));
        };
    }

    /** Nothing that can be streamed; streams that go wrong later break off, which is for a test of its own. */
    private static Answer insteadOf(Answer.Streamed good, SplittableRandom dice) {
        var text = Buffer.buffer("<html>" + HostileJson.LEAK + "</html>\n");
        return new Answer.Whole(STATUSES.get(dice.nextInt(STATUSES.size())), good.headers(), text);
    }

    private static Answer cut(Answer.Whole good, int length) {
        return new Answer.Streamed(
                good.headers(),
                response -> response.write(good.body().slice(0, length)).onComplete(written -> response.reset()));
    }
}
