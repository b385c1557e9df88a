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
 * @param revalidated whether nobody may use it once it is stale, not even where its source cannot be asked
 */
public record Cacheability(Keeper keeper, long seconds, boolean revalidated) {

    /** From the most to the least cacheable. */
    public enum Keeper {
        ANYONE,
        RECEIVER,
        NOBODY
    }

    /** One that says nothing of what becomes of it when it is stale. */
    public Cacheability(Keeper keeper, long seconds) {
        this(keeper, seconds, false);
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
        var sharedFresh = -1L;
        var asked = false;
        var revalidated = false;
        var sharedRevalidated = false;
        for (var directive : String.join(",", lines).split(",", -1)) {
            var word = directive.strip().toLowerCase(Locale.ROOT);
            if (word.equals("no-store")) {
                return NOT_KEPT;
            } else if (word.startsWith("private")) {
                keeper = Keeper.RECEIVER;
            } else if (word.startsWith("no-cache")) {
                asked = true;
            } else if (word.equals("must-revalidate")) {
                revalidated = true;
            } else if (word.equals("proxy-revalidate")) {
                sharedRevalidated = true;
            } else if (word.startsWith("max-age=")) {
                fresh = least(fresh, word.substring("max-age=".length()));
            } else if (word.startsWith("s-maxage=")) {
                sharedRevalidated = true; // RFC 9111 section 5.2.2.10
                sharedFresh = least(sharedFresh, word.substring("s-maxage=".length()));
            }
        }
        var shared = keeper == Keeper.ANYONE; // what is said to shared caches is said to nobody where none may keep it
        var seconds = shared && sharedFresh >= 0 ? Math.min(fresh, sharedFresh) : fresh;
        var left = asked ? 0 : Math.max(0, seconds - seconds(headers.get("Age")));
        return new Cacheability(keeper, left, revalidated || (shared && sharedRevalidated));
    }

    private static long least(long before, String said) {
        var seconds = seconds(said);
        return before < 0 ? seconds : Math.min(before, seconds);
    }

    /** What may be said of an answer that is made of both. */
    public Cacheability least(Cacheability other) {
        if (keeper == Keeper.NOBODY || other.keeper == Keeper.NOBODY) {
            return NOT_KEPT;
        }
        return new Cacheability(
                keeper.compareTo(other.keeper) >= 0 ? keeper : other.keeper,
                Math.min(seconds, other.seconds),
                revalidated || other.revalidated);
    }

    /** The value of the Cache-Control field that says so. */
    public String field() {
        var fresh = seconds == 0 ? "no-cache" : "max-age=" + seconds + (revalidated ? ", must-revalidate" : "");
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
