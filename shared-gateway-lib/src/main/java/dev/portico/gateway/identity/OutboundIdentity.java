package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.FieldName;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What each call to an upstream says about where it comes from: the request id, the proven caller, and the hops
 * ({@code Forwarded}, RFC 7239, and its de-facto forms). Everything that a client says of this kind is dropped.
 */
public final class OutboundIdentity {

    /**
     * The names under which upstreams are told who is calling.
     *
     * @param user the user's subject
     * @param partner the partner's id
     * @param issuer whose ids these are
     * @param roles the roles, separated by commas
     * @param scopes the scopes, separated by spaces
     * @param dropped further names that upstreams trust and that no client may send
     */
    public record Names(String user, String partner, String issuer, String roles, String scopes, Set<String> dropped) {}

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Names names;
    private final FieldNames reserved;
    private final Optional<UpstreamTokens> tokens;
    private final TrustedProxies proxies;

    /** @param tokens make what upstreams are told in place of the plain fields, or beside them */
    public OutboundIdentity(Names names, Optional<UpstreamTokens> tokens, TrustedProxies proxies) {
        this.names = names;
        this.tokens = tokens;
        var written = Stream.of(names.user, names.partner, names.issuer, names.roles, names.scopes);
        var token = tokens.stream().map(making -> making.settings().field());
        this.reserved = new FieldNames(Stream.of(written, names.dropped.stream(), token)
                .flatMap(each -> each)
                .map(FieldName::folded)
                .toList());
        this.proxies = proxies;
    }

    /** Whether a field of this name says who is calling or from where, in any spelling. */
    public static boolean isClaim(String name) {
        return ClaimedFields.claims(name);
    }

    /** Whether a field of a client's request must not be passed on. */
    public boolean drops(String name) {
        return ClaimedFields.claims(name) || reserved.includes(name);
    }

    /**
     * Writes what is proven into the header fields of a call.
     *
     * @param upstream whom the call is to, by its name in the table
     */
    public void write(Exchange exchange, String upstream, MultiMap headers) {
        headers.set(IdentifyRequest.HEADER, exchange.id());
        if (tokens.isEmpty()) {
            writeCaller(exchange.caller(), headers);
        } else {
            writeToken(tokens.get(), exchange.caller(), upstream, headers);
        }
        writeHops(exchange, headers);
    }

    private void writeToken(UpstreamTokens making, Caller caller, String upstream, MultiMap headers) {
        making.token(caller, upstream)
                .ifPresent(token -> headers.set(making.settings().field(), token));
        if (making.settings().besideFields()) {
            writeCaller(caller, headers);
        }
    }

    private void writeCaller(Caller caller, MultiMap headers) {
        switch (caller) {
            case Caller.Anonymous() -> {
                return;
            }
            case Caller.User user ->
                headers.set(names.user, legible(user.subject())).set(names.issuer, user.issuer());
            case Caller.Partner partner ->
                headers.set(names.partner, legible(partner.id())).set(names.issuer, partner.issuer());
        }
        writeList(headers, names.roles, caller.roles(), ',');
        writeList(headers, names.scopes, caller.scopes(), ' ');
    }

    /**
     * An id so that it can stand in a header field, and no two alike: what is not visible ASCII, and the percent sign, as
     * their octets in UTF-8 (RFC 3986 section 2.1).
     */
    private static String legible(String id) {
        if (id.chars().allMatch(OutboundIdentity::standsForItself)) {
            return id;
        }
        var field = new StringBuilder(3 * id.length());
        for (var octet : id.getBytes(StandardCharsets.UTF_8)) {
            if (standsForItself(octet)) {
                field.append((char) octet);
            } else {
                field.append('%');
                HEX.toHexDigits(field, octet);
            }
        }
        return field.toString();
    }

    private static boolean standsForItself(int c) {
        return c > 0x20 && c < 0x7f && c != '%';
    }

    /** Leaves out what would read as two entries, or as another field, so that no name of a role can forge another role. */
    private static void writeList(MultiMap headers, String name, Set<String> entries, char separator) {
        var list = new StringBuilder();
        for (var entry : entries.size() < 2 ? entries : new TreeSet<>(entries)) {
            if (isOneEntry(entry, separator)) {
                if (!list.isEmpty()) {
                    list.append(separator);
                }
                list.append(entry);
            }
        }
        if (!list.isEmpty()) {
            headers.set(name, list.toString());
        }
    }

    private static boolean isOneEntry(String entry, char separator) {
        for (int i = 0; i < entry.length(); i++) {
            var c = entry.charAt(i);
            if (c < 0x20 || c >= 0x7f || c == separator) {
                return false;
            }
        }
        return !entry.isBlank() && entry.equals(entry.strip());
    }

    private void writeHops(Exchange exchange, MultiMap headers) {
        var hops = proxies.believedHops(exchange.request());
        var scheme = proxies.believedScheme(exchange.request());
        var host = proxies.believedHost(exchange.request());
        headers.set("X-Forwarded-For", String.join(", ", hops));
        headers.set("X-Forwarded-Proto", scheme);
        if (!host.isEmpty()) {
            headers.set("X-Forwarded-Host", host);
        }
        headers.set("Forwarded", forwarded(hops, scheme, host));
    }

    private static String forwarded(List<String> hops, String scheme, String host) {
        var field = new StringBuilder(64);
        for (var hop : hops) {
            var first = field.isEmpty();
            field.append(first ? "for=" : ", for=");
            if (hop.indexOf(':') >= 0) {
                field.append("\"[").append(hop).append("]\"");
            } else {
                field.append(hop);
            }
            if (first) {
                field.append(";proto=").append(scheme);
                if (!host.isEmpty()) {
                    field.append(";host=\"")
                            .append(host.replace("\\", "").replace("\"", ""))
                            .append('"');
                }
            }
        }
        return field.toString();
    }
}
