package dev.portico.mobile.device;

import dev.portico.gateway.exchange.Device;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an app says of where it runs: {@code X-Device-Id}, {@code X-App-Platform} and {@code X-App-Version}, each of
 * which may be absent. What is sent has to be sane, for it goes into the log. None of it is proven: it helps to find out what
 * happened on a phone, and no decision about a caller may rest on it.
 */
public final class ReadDevice implements Gate {

    static final String ID = "X-Device-Id";
    static final String PLATFORM = "X-App-Platform";
    static final String VERSION = "X-App-Version";

    /** As UUIDs and the ids of platforms look. */
    static final String WRITTEN_ID = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$";

    private static final Pattern A_DEVICE = Pattern.compile(WRITTEN_ID);

    private static final Passage TWICE =
            unreadable("Send " + ID + ", " + PLATFORM + " and " + VERSION + " once each, or not at all.");
    private static final Passage NO_ID =
            unreadable("Send " + ID + " as 1 to 64 letters, digits, ., _, : and -, such as a UUID, or not at all.");
    private static final Passage NO_PLATFORM = unreadable("Send " + PLATFORM + " as ios or android, or not at all.");
    private static final Passage NO_VERSION = unreadable(
            "Send " + VERSION + " as up to three numbers with dots between them, such as 3.4.1, or not at all.");

    @Override
    public Passage enter(Exchange exchange) {
        var ids = exchange.request().headers(ID);
        var platforms = exchange.request().headers(PLATFORM);
        var versions = exchange.request().headers(VERSION);
        if (ids.isEmpty() && platforms.isEmpty() && versions.isEmpty()) {
            return Passage.onward(exchange);
        }
        if (ids.size() > 1 || platforms.size() > 1 || versions.size() > 1) {
            return TWICE;
        }
        if (!allAre(ids, id -> A_DEVICE.matcher(id).matches())) {
            return NO_ID;
        }
        if (!allAre(platforms, platform -> AppPlatform.of(platform).isPresent())) {
            return NO_PLATFORM;
        }
        if (!allAre(versions, version -> AppVersion.of(version).isPresent())) {
            return NO_VERSION;
        }
        return Passage.onward(exchange.on(new Device(first(ids), first(platforms), first(versions))));
    }

    private static boolean allAre(List<String> values, Predicate<String> sane) {
        return values.stream().allMatch(sane);
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.getFirst();
    }

    private static Passage unreadable(String mend) {
        return Passage.refused(new Problem.BadRequest(mend));
    }
}
