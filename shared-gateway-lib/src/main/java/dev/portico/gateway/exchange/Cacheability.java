package dev.portico.gateway.exchange;

import io.vertx.core.MultiMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may keep an answer, and for how long it is fresh (RFC 9111 section 5.2.2). An answer that says nothing may be kept by
 * its receiver, who asks again before each use.
 *
 * @param keeper who may keep it
 * @param seconds how long it is fresh, 0 or more
 */
public record Cacheability(Keeper keeper, long seconds) {

    /** From the most to the least cacheable. */
    public enum Keeper {
        ANYONE,
        RECEIVER,
        NOBODY
    }

    public static final Cacheability NOT_KEPT = new Cacheability(Keeper.NOBODY, 0);

    private static final Cacheability UNSAID = new Cacheability(Keeper.RECEIVER, 0);

    /** What the header fields of an answer say. What cannot be read makes it less cacheable, never more. */
    public static Cacheability of(MultiMap headers) {
        var lines = headers.getAll("Cache-Control");
        if (lines.isEmpty()) {
            return UNSAID;
        }
        var keeper = Keeper.ANYONE;
        var fresh = -1L;
        var revalidate = false;
        for (var directive : String.join(",", lines).split(",", -1)) {
            var word = directive.strip().toLowerCase(Locale.ROOT);
            if (word.equals("no-store")) {
                return NOT_KEPT;
            } else if (word.startsWith("private")) {
                keeper = Keeper.RECEIVER;
            } else if (word.startsWith("no-cache")) {
                revalidate = true;
            } else if (word.startsWith("max-age=")) {
                var seconds = seconds(word.substring("max-age=".length()));
                fresh = fresh < 0 ? seconds : Math.min(fresh, seconds);
            }
        }
        var left = revalidate ? 0 : Math.max(0, fresh - seconds(headers.get("Age")));
        return new Cacheability(keeper, left);
    }

    /** What may be said of an answer that is made of both. */
    public Cacheability least(Cacheability other) {
        if (keeper == Keeper.NOBODY || other.keeper == Keeper.NOBODY) {
            return NOT_KEPT;
        }
        return new Cacheability(
                keeper.compareTo(other.keeper) >= 0 ? keeper : other.keeper, Math.min(seconds, other.seconds));
    }

    /** The value of the Cache-Control field that says so. */
    public String field() {
        var fresh = seconds == 0 ? "no-cache" : "max-age=" + seconds;
        return switch (keeper) {
            case ANYONE -> fresh;
            case RECEIVER -> "private, " + fresh;
            case NOBODY -> "no-store";
        };
    }

    private static long seconds(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
