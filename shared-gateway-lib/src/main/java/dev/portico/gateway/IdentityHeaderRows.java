package dev.portico.gateway;

import dev.portico.gateway.IdentityTable.HeaderNames;
import dev.portico.gateway.exchange.FieldName;
import dev.portico.gateway.identity.OutboundIdentity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the names of the header fields that tell upstreams who is calling, and of those that no client may send. */
final class IdentityHeaderRows {

    private static final String KEY = "identity.headers.";
    private static final String NAME = "[A-Za-z][A-Za-z0-9-]*";

    /** Fields that frame messages or that mean something else to every server; folded. */
    static final Set<String> TAKEN = Set.of(
            "accept",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "expect",
            "forwarded",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-request-id");

    private final HeaderNames row;
    private final Optional<String> apiKeys;
    private final Complaints complaints;
    private final Map<String, String> keyOf = new HashMap<>();

    /** @param apiKeys the field that API keys come in, which no upstream must get */
    IdentityHeaderRows(HeaderNames row, Optional<String> apiKeys, Complaints complaints) {
        this.row = row;
        this.apiKeys = apiKeys;
        this.complaints = complaints;
    }

    OutboundIdentity.Names compiled() {
        distinct("user", row.user());
        distinct("partner", row.partner());
        distinct("issuer", row.issuer());
        distinct("roles", row.roles());
        distinct("scopes", row.scopes());
        var dropped = new HashSet<>(row.drop().orElse(List.of()));
        dropped.forEach(name -> check("drop", name));
        apiKeys.ifPresent(dropped::add);
        return new OutboundIdentity.Names(
                row.user(), row.partner(), row.issuer(), row.roles(), row.scopes(), Set.copyOf(dropped));
    }

    /** The field of the token that tells upstreams who is calling. */
    void checkToken(String name) {
        var key = "identity.upstream-token.header";
        if (!name.matches(NAME)) {
            complaints.add(key, name, "is no name of a header field; write letters, digits and -");
        } else if (TAKEN.contains(FieldName.folded(name)) || keyOf.containsKey(FieldName.folded(name))) {
            complaints.add(key, name, "means something else; write a name of its own, such as X-Shop-Identity");
        }
    }

    private void distinct(String key, String name) {
        check(key, name);
        var other = keyOf.putIfAbsent(FieldName.folded(name), key);
        if (other != null) {
            complaints.add(KEY + key, name, "is the name in " + KEY + other + " too; write another one");
        }
    }

    private void check(String key, String name) {
        if (!name.matches(NAME)) {
            complaints.add(KEY + key, name, "is no name of a header field; write letters, digits and -");
        } else if (TAKEN.contains(FieldName.folded(name))) {
            complaints.add(KEY + key, name, "means something else; write a name of your own, such as X-Shop-User");
        }
    }
}
