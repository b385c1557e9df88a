package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of the gateway whose word about earlier hops is believed, and the one header field they write it
 * into. Only one field is read, because a proxy that maintains one passes the other through as the client wrote it.
 *
 * @param networks where they are; empty believes nobody
 * @param field the field that they maintain
 * @param told what else they maintain; the rest is as the client wrote it and is not believed
 */
public record TrustedProxies(List<Network> networks, Field field, Set<Told> told) {

    /** The header field that trusted proxies maintain. */
    public enum Field {
        /** {@code X-Forwarded-For}: the de-facto standard. */
        X_FORWARDED_FOR,
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED
    }

    /** What trusted proxies may tell besides the address. */
    public enum Told {
        /** {@code X-Forwarded-Proto}, or {@code proto} of {@code Forwarded}. */
        SCHEME,
        /** {@code X-Forwarded-Host}, or {@code host} of {@code Forwarded}. */
        HOST
    }

    public TrustedProxies {
        told = Set.copyOf(told);
    }

    /**
     * The hops that can be believed, the client first and the peer last: the field is read from the right for as long as
     * each hop is a trusted proxy. What stands left of the client is the client's own invention and is dropped.
     */
    public List<String> believedHops(Request request) {
        var peer = Addresses.canonical(request.peer());
        if (!trusts(peer)) {
            return List.of(peer);
        }
        var hops = new ArrayList<String>();
        hops.add(peer);
        var named = named(request);
        for (int i = named.size() - 1; i >= 0; i--) {
            var hop = Addresses.parse(named.get(i));
            if (hop.isEmpty()) {
                break;
            }
            hops.addFirst(hop.get().getHostAddress());
            if (!trusts(hops.getFirst())) {
                break;
            }
        }
        return hops;
    }

    /** The scheme that the client used, as the nearest trusted proxy tells it. */
    public String believedScheme(Request request) {
        var told = told(request, Told.SCHEME, "X-Forwarded-Proto", "proto");
        return told != null && (told.equals("http") || told.equals("https")) ? told : request.scheme();
    }

    /** The host that the client asked for, as the nearest trusted proxy tells it. */
    public String believedHost(Request request) {
        var told = told(request, Told.HOST, "X-Forwarded-Host", "host");
        return told != null && soundHost(told) ? told : request.authority();
    }

    private @Nullable String told(Request request, Told what, String xForwarded, String parameter) {
        if (!told.contains(what) || !trusts(Addresses.canonical(request.peer()))) {
            return null;
        }
        var values =
                switch (field) {
                    case X_FORWARDED_FOR -> ListField.plain(request.headers(xForwarded));
                    case FORWARDED -> ForwardedElement.parameter(request.headers("Forwarded"), parameter);
                };
        return values.isEmpty() ? null : values.getLast();
    }

    private List<String> named(Request request) {
        return switch (field) {
            case X_FORWARDED_FOR -> ListField.plain(request.headers("X-Forwarded-For"));
            case FORWARDED -> ForwardedElement.parameter(request.headers("Forwarded"), "for");
        };
    }

    private boolean trusts(String address) {
        if (networks.isEmpty()) {
            return false;
        }
        var parsed = Addresses.parse(address);
        return parsed.isPresent() && networks.stream().anyMatch(network -> network.contains(parsed.get()));
    }

    private static boolean soundHost(String host) {
        return !host.isEmpty()
                && host.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 0x80 || "-._:[]".indexOf(c) >= 0);
    }
}
