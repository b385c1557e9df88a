package dev.portico.gateway;

import dev.portico.gateway.GatewayTable.HeaderNames;
import dev.portico.gateway.GatewayTable.NamedRules;
import dev.portico.gateway.GatewayTable.RouteRow;
import dev.portico.gateway.identity.OutboundIdentity;
import dev.portico.gateway.shaping.FieldRules;
import dev.portico.gateway.shaping.JsonRules;
import dev.portico.gateway.shaping.QueryRules;
import dev.portico.gateway.shaping.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles what a row changes of requests and answers. */
final class ShapeRows {

    private static final String FIELD_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    /** Fields that frame messages, or that the gateway writes; so are those that claim an identity. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-request-id");

    private final Set<String> identity;
    private final Complaints complaints;

    /** @param identity the fields that tell upstreams who is calling */
    ShapeRows(HeaderNames identity, Complaints complaints) {
        this.identity = Stream.of(identity.user(), identity.partner(), identity.roles(), identity.scopes())
                .map(ShapeRows::folded)
                .collect(Collectors.toSet());
        this.complaints = complaints;
    }

    Shape compiled(String key, RouteRow row) {
        var body = row.request().body();
        return new Shape(
                fields(key + ".request.headers", row.request().headers()),
                new QueryRules(rules(row.request().query())),
                new JsonRules(body.allow().orElse(List.of()), body.remove().orElse(List.of()), body.set()),
                fields(key + ".response.headers", row.response().headers()));
    }

    private FieldRules fields(String key, NamedRules row) {
        var rules = rules(row);
        Stream.of(
                        rules.rename().keySet().stream(),
                        rules.rename().values().stream(),
                        rules.remove().stream(),
                        rules.set().keySet().stream(),
                        rules.add().keySet().stream())
                .flatMap(names -> names)
                .distinct()
                .forEach(name -> check(key, name));
        Stream.concat(rules.set().values().stream(), rules.add().values().stream())
                .filter(value -> value.chars().anyMatch(c -> c < 0x20 || c >= 0x7f))
                .forEach(value -> complaints.add(
                        key, value.replaceAll("\\p{Cntrl}", "?"), "a field's value is printable ASCII on one line"));
        return rules;
    }

    private void check(String key, String name) {
        if (!name.matches(FIELD_NAME)) {
            complaints.add(key, name, "is no name of a header field; write letters, digits and -");
        } else if (OWN.contains(name.toLowerCase(Locale.ROOT))
                || OutboundIdentity.isClaim(name)
                || identity.contains(folded(name))) {
            complaints.add(key, name, "is written by the gateway itself; remove it");
        } else if (name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
            complaints.add(key, name, "is written as cors of the table says; remove it");
        }
    }

    /** The spelling under which names that frameworks treat as one are one. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    private static FieldRules rules(NamedRules row) {
        return new FieldRules(row.rename(), row.remove().orElse(List.of()), row.set(), row.add());
    }
}
