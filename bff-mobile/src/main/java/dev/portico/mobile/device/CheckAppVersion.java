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
 * {@code X-App-Upgrade}, a structured field (RFC 9651). {@link ReadDevice} has read what the app is. Where it says no platform
 * or no version nothing can be judged and the request goes on: this helps apps and guards nothing, for a client may write
 * what it likes.
 */
@Singleton
public final class CheckAppVersion implements Gate {

    static final String UPGRADE = "X-App-Upgrade";

    /** Answers differ by version, so a cache may give none of them to another one. */
    private static final Field VARY = new Field("Vary", ReadDevice.PLATFORM + ", " + ReadDevice.VERSION);

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
        var device = exchange.device();
        return device == null
                ? Passage.onward(exchange.answering(SERVED))
                : judge(
                        exchange,
                        Optional.ofNullable(device.platform()).flatMap(AppPlatform::of),
                        Optional.ofNullable(device.version()).flatMap(AppVersion::of));
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
}
