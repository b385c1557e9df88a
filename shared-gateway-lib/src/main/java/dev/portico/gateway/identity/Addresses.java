package dev.portico.gateway.identity;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Textual IP addresses as clients and proxies write them, brought to one spelling. Never asks a name server. */
final class Addresses {

    /** Four numbers: the JDK would read {@code 10} and {@code 10.1} as addresses, too. */
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final Pattern PORT = Pattern.compile("(:[A-Za-z0-9._-]+)?");

    private Addresses() {}

    /** The address in a hop's spelling: bare, {@code [v6]}, or with a port; empty where it is none. */
    static Optional<InetAddress> parse(String hop) {
        var text = withoutPort(hop.strip());
        if (text.indexOf(':') < 0 && !IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        var zone = text.indexOf('%');
        try {
            return Optional.of(InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** IPv4-mapped IPv6 folded, zones dropped; what is no address stays as it is. */
    static String canonical(String address) {
        return address.indexOf(':') < 0
                ? address
                : parse(address).map(InetAddress::getHostAddress).orElse(address);
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            var close = text.indexOf(']');
            return close >= 0 && port(text.substring(close + 1)) ? text.substring(1, close) : text;
        }
        var colon = text.indexOf(':');
        var single = colon >= 0 && text.indexOf(':', colon + 1) < 0;
        return single && port(text.substring(colon)) ? text.substring(0, colon) : text;
    }

    private static boolean port(String text) {
        return PORT.matcher(text).matches();
    }
}
