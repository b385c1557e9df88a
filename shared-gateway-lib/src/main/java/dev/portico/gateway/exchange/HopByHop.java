package dev.portico.gateway.exchange;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The header fields that belong to one connection and must not be passed on (RFC 9110 section 7.6.1): the well-known ones,
 * and those that the message nominates in its Connection field.
 */
public final class HopByHop {

    private static final HopByHop USUAL = new HopByHop(Set.of());

    private final Set<String> nominated;

    private HopByHop(Set<String> nominated) {
        this.nominated = nominated;
    }

    /** @param connection the lines of the message's Connection field */
    public static HopByHop of(List<String> connection) {
        for (var line : connection) {
            if (!nominatesNothing(line)) {
                return nominated(connection);
            }
        }
        return USUAL;
    }

    private static boolean nominatesNothing(String line) {
        return line.equalsIgnoreCase("keep-alive") || line.equalsIgnoreCase("close");
    }

    private static HopByHop nominated(List<String> connection) {
        var nominated = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var line : connection) {
            for (var name : line.split(",", -1)) {
                nominated.add(name.strip());
            }
        }
        return new HopByHop(nominated);
    }

    public boolean includes(String name) {
        return wellKnown(name) || (!nominated.isEmpty() && nominated.contains(name));
    }

    /** Looks at the length first, which tells nearly all other fields apart. */
    private static boolean wellKnown(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("http2-settings");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            case 18 -> name.equalsIgnoreCase("proxy-authenticate");
            case 19 -> name.equalsIgnoreCase("proxy-authorization");
            default -> false;
        };
    }
}
