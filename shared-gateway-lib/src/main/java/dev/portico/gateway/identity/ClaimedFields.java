package dev.portico.gateway.identity;

import java.util.Locale;
import java.util.Set;

/**
 * The request header fields by which a client could claim to be somebody, to come from somewhere, or to ask for another
 * path or method than the one that was let in. They are always dropped; those that upstreams need are written anew from
 * what was proven. Frameworks fold spellings, so {@code X_User_Id} and {@code x.user.id} count as {@code X-User-Id}.
 */
final class ClaimedFields {

    private static final Set<String> NAMES = Set.of(
            "forwarded",
            "remote-user",
            "remote-addr",
            "true-client-ip",
            "client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-originating-ip",
            "x-remote-ip",
            "x-remote-addr",
            "x-original-url",
            "x-original-uri",
            "x-original-host",
            "x-rewrite-url",
            "x-host",
            "x-http-host-override",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-roles",
            "x-role",
            "x-scopes",
            "x-scope",
            "x-groups",
            "x-tenant-id",
            "x-webauth-user",
            "x-token-subject",
            "client-cert",
            "client-cert-chain");

    private static final Set<String> PREFIXES = Set.of(
            "x-user-",
            "x-auth-",
            "x-authenticated-",
            "x-partner-",
            "x-consumer-",
            "x-credential-",
            "x-remote-user",
            "x-forwarded-",
            "x-client-cert",
            "x-ssl-client-",
            "x-jwt-",
            "x-goog-authenticated-user-",
            "x-goog-iap-",
            "x-ms-client-principal",
            "x-amzn-oidc-");

    private ClaimedFields() {}

    /** Whether a field of this name must not come from the client. */
    static boolean claims(String name) {
        return switch (name.isEmpty() ? ' ' : name.charAt(0)) {
            case 'x', 'X', 'f', 'F', 'r', 'R', 't', 'T', 'c', 'C' -> known(folded(name));
            default -> false;
        };
    }

    /** The spelling under which names that frameworks treat as one are one. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    private static boolean known(String folded) {
        if (NAMES.contains(folded) || folded.equals("x-user")) {
            return true;
        }
        for (var prefix : PREFIXES) {
            if (folded.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
