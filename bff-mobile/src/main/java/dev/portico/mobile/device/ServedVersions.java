package dev.portico.mobile.device;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Which versions of a platform's app are served.
 *
 * @param minimum the oldest one that is
 * @param recommended the oldest one that is not told to update
 * @param store where the newest one is: an https address in ASCII, without quotes
 */
record ServedVersions(AppVersion minimum, AppVersion recommended, String store) {

    /** What becomes of a request of an app. */
    enum Verdict {
        SERVED,
        SERVED_AND_TOLD,
        REFUSED
    }

    private static final String A_VERSION = "write up to three numbers with dots between them, such as \"3.4.1\"";
    private static final String A_STORE = "write the https address where the app is to be had";

    /**
     * @param key of the platform's settings
     * @throws ConfigurationException where one of them cannot be
     */
    static ServedVersions of(String key, AppSettings.App app) {
        var minimum = version(key + ".minimum", app.minimum());
        var recommended = app.recommended().isPresent() ? version(key + ".recommended", app.recommended()) : minimum;
        if (recommended.compareTo(minimum) < 0) {
            throw wrong(key + ".recommended", app.recommended(), "write the minimum or a later version");
        }
        return new ServedVersions(minimum, recommended, store(key + ".store", app.store()));
    }

    Verdict verdict(AppVersion version) {
        if (version.compareTo(minimum) < 0) {
            return Verdict.REFUSED;
        }
        return version.compareTo(recommended) < 0 ? Verdict.SERVED_AND_TOLD : Verdict.SERVED;
    }

    private static AppVersion version(String key, Optional<String> text) {
        return text.flatMap(AppVersion::of).orElseThrow(() -> wrong(key, text, A_VERSION));
    }

    /** A URI has no control characters, spaces or quotes, so it can stand in a header field. */
    private static String store(String key, Optional<String> text) {
        try {
            var address = new URI(text.orElse(""));
            if ("https".equals(address.getScheme()) && address.getHost() != null) {
                return address.toASCIIString();
            }
        } catch (URISyntaxException noAddress) {
            // as one of another scheme
        }
        throw wrong(key, text, A_STORE);
    }

    private static ConfigurationException wrong(String key, Optional<String> value, String mend) {
        return new ConfigurationException(
                value.map(text -> key + " = \"" + text + "\": " + mend).orElseGet(() -> key + ": " + mend));
    }
}
