package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.FieldName;
import java.util.List;

/**
 * The request header fields by which a client could claim to be somebody, to come from somewhere, or to ask for another
 * path or method than the one that was let in. They are always dropped; those that upstreams need are written anew from
 * what was proven.
 */
final class ClaimedFields {

    private static final FieldNames NAMES = new FieldNames(List.of(
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
            "client-cert-chain",
            "proxy",
            "x-user",
            "x-userid",
            "x-username",
            "x-principal",
            "x-subject",
            "x-original-method",
            "x-scheme",
            "x-forwarded",
            "x-request-id"));

    private static final List<String> PREFIXES = List.of("cf-access-", "oidc-claim-", "ssl-client-");

    private static final List<String> PREFIXES_BEHIND_X = List.of(
            "amzn-oidc-",
            "auth-",
            "authenticated-",
            "client-cert",
            "consumer-",
            "credential-",
            "envoy-",
            "forwarded-",
            "goog-authenticated-user-",
            "goog-iap-",
            "jwt-",
            "ms-client-principal",
            "partner-",
            "remote-user",
            "ssl-client-",
            "user-");

    private ClaimedFields() {}

    /** Whether a field of this name, in any spelling, must not come from the client. */
    static boolean claims(String name) {
        return NAMES.includes(name) || hasPrefix(name);
    }

    private static boolean hasPrefix(String name) {
        return startsWithAny(PREFIXES, name, 0)
                || FieldName.startsWith(name, "x-", 0) && startsWithAny(PREFIXES_BEHIND_X, name, 2);
    }

    private static boolean startsWithAny(List<String> prefixes, String name, int from) {
        for (var prefix : prefixes) {
            if (FieldName.startsWith(name, prefix, from)) {
                return true;
            }
        }
        return false;
    }
}
