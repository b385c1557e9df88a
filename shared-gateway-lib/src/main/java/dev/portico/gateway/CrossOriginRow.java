package dev.portico.gateway;

import dev.portico.gateway.browser.Cors;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles the cross-origin rules of a table. */
final class CrossOriginRow {

    private CrossOriginRow() {}

    static Cors compiled(GatewayTable.CrossOrigin row, Complaints complaints) {
        var origins = row.origins().orElse(Set.of());
        for (var origin : origins) {
            if (!serialised(origin)) {
                complaints.add(
                        "cors.origins",
                        origin,
                        "is no origin; write scheme, host and a port that is not the scheme's own, such as https://shop.example");
            }
        }
        names("cors.headers", row.headers(), complaints);
        names("cors.exposed", row.exposed(), complaints);
        if (row.maxAge().isNegative() || row.maxAge().compareTo(Duration.ofDays(1)) > 0) {
            complaints.add("cors.max-age", row.maxAge(), "write a duration from 0s to 1d, such as 10m");
        }
        return new Cors(
                origins,
                row.headers().orElse(Set.of()),
                row.exposed().orElse(Set.of()),
                row.credentials(),
                row.maxAge());
    }

    private static void names(String key, Optional<Set<String>> names, Complaints complaints) {
        for (var name : names.orElse(Set.of())) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
                complaints.add(key, name, "is no name of a header field; write letters, digits and -");
            }
        }
    }

    /** Whether the text is an origin as browsers send it (RFC 6454 section 6.2), so that whole texts can be compared. */
    private static boolean serialised(String origin) {
        try {
            var url = new URI(origin);
            if (url.getScheme() == null || url.getHost() == null) {
                return false;
            }
            var usual = url.getScheme().equals("https") ? 443 : 80;
            var port = url.getPort() < 0 ? "" : ":" + url.getPort();
            return url.getPort() != usual
                    && (url.getScheme().equals("https") || url.getScheme().equals("http"))
                    && origin.equals(url.getScheme() + "://" + url.getHost() + port)
                    && origin.equals(origin.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
