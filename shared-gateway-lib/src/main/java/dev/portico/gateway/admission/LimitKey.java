package dev.portico.gateway.admission;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The value of a limit's key for one request. */
final class LimitKey {

    /** The most characters of a key; in place of a longer one stands its digest, whoever chose its parts. */
    static final int LONGEST = 128;

    /** Of IPv4 behind a translator (RFC 6052 section 2.1), which has all of it in one /64. */
    private static final byte[] PREFIX = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private LimitKey() {}

    static String of(List<KeyPart> per, Exchange exchange) {
        if (per.size() == 1) {
            return bounded(part(per.getFirst(), exchange));
        }
        var key = new StringBuilder(48);
        for (var part : per) {
            var value = part(part, exchange);
            key.append(value.length()).append('#').append(value);
        }
        return bounded(key.toString());
    }

    private static String part(KeyPart part, Exchange exchange) {
        return switch (part) {
            case KeyPart.Address() -> address(exchange.clientAddress());
            case KeyPart.User(), KeyPart.Partner() -> caller(exchange);
            case KeyPart.ApiKey() -> apiKey(exchange);
            case KeyPart.Route() -> exchange.route().name();
            case KeyPart.Claim(var name) -> claim(name, exchange);
        };
    }

    private static String caller(Exchange exchange) {
        return switch (exchange.caller()) {
            case Caller.Anonymous() -> "address:" + address(exchange.clientAddress());
            case Caller.User user -> user.key();
            case Caller.Partner partner -> partner.key();
        };
    }

    private static String apiKey(Exchange exchange) {
        return exchange.caller() instanceof Caller.Partner partner && partner.apiKey() != null
                ? "api-key:" + partner.apiKey()
                : caller(exchange);
    }

    private static String claim(String name, Exchange exchange) {
        return switch (exchange.caller()) {
            case Caller.Anonymous() -> caller(exchange);
            case Caller.User user -> claim(name, user.issuer(), user.token(), exchange);
            case Caller.Partner partner -> claim(name, partner.issuer(), partner.token(), exchange);
        };
    }

    /** The same tenant of another issuer is another tenant. */
    private static String claim(String name, String issuer, @Nullable JsonWebToken token, Exchange exchange) {
        var value = token == null ? "" : text(token.getClaim(name));
        return value.isEmpty() ? caller(exchange) : "claim:" + issuer + ':' + value;
    }

    /** A list or an object names nobody: it can be written in several orders, and each would have a count of its own. */
    private static String text(@Nullable Object claim) {
        return switch (claim) {
            case String text -> text;
            case JsonString text -> text.getString();
            case Number number -> number.toString();
            case JsonNumber number -> number.toString();
            case null, default -> "";
        };
    }

    private static String bounded(String key) {
        return key.length() <= LONGEST ? key : "sha256:" + digest(key);
    }

    private static String digest(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
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
            if (isTranslated(octets)) {
                return InetAddress.getByAddress(Arrays.copyOfRange(octets, PREFIX.length, octets.length))
                        .getHostAddress();
            }
            for (int i = 8; i < octets.length; i++) {
                octets[i] = 0;
            }
            return InetAddress.getByAddress(octets).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
            return canonical;
        }
    }

    private static boolean isTranslated(byte[] octets) {
        return Arrays.equals(octets, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
    }
}
