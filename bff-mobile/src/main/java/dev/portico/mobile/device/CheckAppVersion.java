package dev.portico.mobile.device;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses apps that are too old to be served, with 426 and where a newer version is, and tells those that are only old, in
 * {@code X-App-Upgrade}, a structured field (RFC 9651). An app says in {@code X-App-Platform} and {@code X-App-Version}
 * what it is. Where one of them is absent nothing can be judged and the request goes on: this helps apps and guards nothing,
 * for a client may write what it likes.
 */
@Singleton
public final class CheckAppVersion implements Gate {

    static final String PLATFORM = "X-App-Platform";
    static final String VERSION = "X-App-Version";
    static final String UPGRADE = "X-App-Upgrade";

    private static final Passage TWICE = unreadable("Send " + PLATFORM + " and " + VERSION + " once each.");
    private static final Passage NO_PLATFORM = unreadable("Send " + PLATFORM + " as ios or android, or not at all.");
    private static final Passage NO_VERSION = unreadable(
            "Send " + VERSION + " as up to three numbers with dots between them, such as 3.4.1, or not at all.");

    /** Answers differ by version, so a cache may give none of them to another one. */
    private static final Field VARY = new Field("Vary", PLATFORM + ", " + VERSION);

    private static final List<Field> SERVED = List.of(VARY);

    /** The versions of one platform, and what is said to the old and the too old. */
    private record Served(ServedVersions versions, List<Field> hint, Passage refusal) {

        static Served of(ServedVersions versions) {
            var hint = new Field(UPGRADE, "recommended;url=\"" + versions.store() + "\"");
            var refusal = new Problem.AppTooOld(
                    "This version of the app is no longer served. Update the app from updateUrl.", versions.store());
            return new Served(versions, List.of(VARY, hint), Passage.refused(refusal));
        }
    }

    private final Map<AppPlatform, Served> served = new EnumMap<>(AppPlatform.class);

    CheckAppVersion(AppSettings settings) {
        settings.ios().ifPresent(app -> serve(AppPlatform.IOS, AppSettings.PREFIX + ".ios", app));
        settings.android().ifPresent(app -> serve(AppPlatform.ANDROID, AppSettings.PREFIX + ".android", app));
    }

    private void serve(AppPlatform platform, String key, AppSettings.App app) {
        served.put(platform, Served.of(ServedVersions.of(key, app)));
    }

    @Override
    public Passage enter(Exchange exchange) {
        var platforms = exchange.request().headers(PLATFORM);
        var versions = exchange.request().headers(VERSION);
        if (platforms.size() > 1 || versions.size() > 1) {
            return TWICE;
        }
        var platform = platforms.stream().findFirst().flatMap(AppPlatform::of);
        if (platform.isEmpty() && !platforms.isEmpty()) {
            return NO_PLATFORM;
        }
        var version = versions.stream().findFirst().flatMap(AppVersion::of);
        if (version.isEmpty() && !versions.isEmpty()) {
            return NO_VERSION;
        }
        return judge(exchange, platform, version);
    }

    private Passage judge(Exchange exchange, Optional<AppPlatform> platform, Optional<AppVersion> version) {
        var app = platform.map(served::get);
        if (app.isEmpty() || version.isEmpty()) {
            return Passage.onward(exchange.answering(SERVED));
        }
        return switch (app.get().versions().verdict(version.get())) {
            case SERVED -> Passage.onward(exchange.answering(SERVED));
            case SERVED_AND_TOLD -> Passage.onward(exchange.answering(app.get().hint()));
            case REFUSED -> app.get().refusal();
        };
    }

    private static Passage unreadable(String mend) {
        return Passage.refused(new Problem.BadRequest(mend));
    }
}
