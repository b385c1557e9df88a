package dev.portico.gateway.admission;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The value of a limit's key for one request. */
final class LimitKey {

    private LimitKey() {}

    static String of(List<Limit.KeyPart> per, Exchange exchange) {
        if (per.size() == 1) {
            return part(per.getFirst(), exchange);
        }
        var key = new StringBuilder(48);
        for (var part : per) {
            var value = part(part, exchange);
            key.append(value.length()).append('#').append(value);
        }
        return key.toString();
    }

    private static String part(Limit.KeyPart part, Exchange exchange) {
        return switch (part) {
            case ADDRESS -> address(exchange.clientAddress());
            case USER, PARTNER -> caller(exchange);
            case ROUTE -> exchange.route().name();
        };
    }

    private static String caller(Exchange exchange) {
        return switch (exchange.caller()) {
            case Caller.Anonymous() -> "address:" + address(exchange.clientAddress());
            case Caller.User user -> user.key();
            case Caller.Partner partner -> partner.key();
        };
    }

    static String address(String canonical) {
        if (canonical.indexOf(':') < 0) {
            return canonical;
        }
        try {
            var octets = InetAddress.ofLiteral(canonical).getAddress();
            if (octets.length == 4) {
                return InetAddress.getByAddress(octets).getHostAddress();
            }
            for (int i = 8; i < octets.length; i++) {
                octets[i] = 0;
            }
            return InetAddress.getByAddress(octets).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
            return canonical;
        }
    }
}
