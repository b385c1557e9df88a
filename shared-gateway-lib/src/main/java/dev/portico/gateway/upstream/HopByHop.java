package dev.portico.gateway.upstream;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header fields that belong to one connection and must not be passed on (RFC 9110 section 7.6.1): the well-known ones,
 * and those that the message nominates in its Connection field.
 */
public final class HopByHop {

    private static final Set<String> WELL_KNOWN = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private final Set<String> nominated;

    private HopByHop(Set<String> nominated) {
        this.nominated = nominated;
    }

    /** @param connection the lines of the message's Connection field */
    public static HopByHop of(List<String> connection) {
        var nominated = new HashSet<String>();
        for (var line : connection) {
            for (var name : line.split(",", -1)) {
                nominated.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return new HopByHop(nominated);
    }

    public boolean includes(String name) {
        var folded = name.toLowerCase(Locale.ROOT);
        return WELL_KNOWN.contains(folded) || nominated.contains(folded);
    }
}
