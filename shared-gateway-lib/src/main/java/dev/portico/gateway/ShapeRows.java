package dev.portico.gateway;

import dev.portico.gateway.GatewayTable.NamedRules;
import dev.portico.gateway.GatewayTable.RouteRow;
import dev.portico.gateway.exchange.FieldName;
import dev.portico.gateway.identity.OutboundIdentity;
import dev.portico.gateway.shaping.FieldRules;
import dev.portico.gateway.shaping.FieldTree;
import dev.portico.gateway.shaping.JsonRules;
import dev.portico.gateway.shaping.QueryRules;
import dev.portico.gateway.shaping.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles what a row changes of requests and answers. */
final class ShapeRows {

    private static final String FIELD_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final String WRITTEN_HERE = "is written by the gateway itself; remove it";

    /** Fields that frame messages, or that the gateway writes on requests and answers alike; folded. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "keep-alive",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-request-id");

    /** Those of requests besides; so are the ones that claim an identity. */
    private static final Set<String> OWN_OF_REQUESTS = Set.of("expect", "host", "te");

    /** Those that ask for a coded answer or for a part of one; folded. */
    private static final Set<String> OF_OTHER_ANSWERS = Set.of("accept-encoding", "if-range", "range");

    private final Set<String> identity;
    private final Set<String> dropped;
    private final Complaints complaints;

    /** @param row what the table says of the fields that tell upstreams who is calling */
    ShapeRows(IdentityTable row, Complaints complaints) {
        var names = row.headers();
        var token = row.upstreamToken().map(each -> each.header().orElse(UpstreamTokenRows.FIELD));
        this.identity = Stream.concat(
                        token.stream(),
                        Stream.of(names.user(), names.partner(), names.issuer(), names.roles(), names.scopes()))
                .map(FieldName::folded)
                .collect(Collectors.toSet());
        this.dropped =
                names.drop().orElse(List.of()).stream().map(FieldName::folded).collect(Collectors.toSet());
        this.complaints = complaints;
    }

    Shape compiled(String key, RouteRow row) {
        var bodies = new BodyRows(complaints);
        var body = bodies.compiled(key + ".request.body", row.request().body());
        var fields = bodies.compiled(key + ".response.body", row.response().body());
        return new Shape(
                requestFields(key + ".request.headers", row.request().headers(), body, fields),
                new QueryRules(rules(row.request().query())),
                body,
                answerFields(key + ".response.headers", row.response().headers()),
                fields);
    }

    private FieldRules requestFields(String key, NamedRules row, JsonRules body, FieldTree responseFields) {
        return fields(key, row, name -> {
            if (OF_OTHER_ANSWERS.contains(name) && !responseFields.isEverything()) {
                return Optional.of("asks for an answer of which response.body cannot take fields; remove it");
            }
            if (OWN_OF_REQUESTS.contains(name)
                    || OutboundIdentity.isClaim(name)
                    || identity.contains(name)
                    || name.equals("content-type") && !body.isEmpty()) {
                return Optional.of(WRITTEN_HERE);
            }
            return dropped.contains(name)
                    ? Optional.of("is dropped as identity.headers.drop says; remove it")
                    : Optional.empty();
        });
    }

    private FieldRules answerFields(String key, NamedRules row) {
        return fields(key, row, name -> Optional.empty());
    }

    /** @param against what speaks against a rule about a name, folded */
    private FieldRules fields(String key, NamedRules row, Function<String, Optional<String>> against) {
        var rules = rules(row);
        Stream.of(
                        rules.rename().keySet().stream(),
                        rules.rename().values().stream(),
                        rules.remove().stream(),
                        rules.set().keySet().stream(),
                        rules.add().keySet().stream())
                .flatMap(names -> names)
                .distinct()
                .forEach(name -> mend(name, against).ifPresent(mend -> complaints.add(key, name, mend)));
        distinct(key + ".rename", rules.rename().keySet());
        distinct(key + ".set", rules.set().keySet());
        Stream.concat(rules.set().values().stream(), rules.add().values().stream())
                .filter(value -> value.chars().anyMatch(c -> c < 0x20 || c >= 0x7f))
                .forEach(value -> complaints.add(
                        key, value.replaceAll("\\p{Cntrl}", "?"), "a field's value is printable ASCII on one line"));
        return rules;
    }

    private static Optional<String> mend(String name, Function<String, Optional<String>> against) {
        var folded = FieldName.folded(name);
        if (!name.matches(FIELD_NAME)) {
            return Optional.of("is no name of a header field; write letters, digits and -");
        } else if (OWN.contains(folded)) {
            return Optional.of(WRITTEN_HERE);
        } else if (folded.startsWith("access-control-")) {
            return Optional.of("is written as cors of the table says; remove it");
        }
        return against.apply(folded);
    }

    /** Two spellings of one field would be changed in an order that nobody has written. */
    private void distinct(String key, Set<String> names) {
        var spellings = new HashMap<String, String>();
        for (var name : new TreeSet<>(names)) {
            var other = spellings.putIfAbsent(FieldName.folded(name), name);
            if (other != null) {
                complaints.add(key, name, "is the same field as " + other + " beside it; keep one");
            }
        }
    }

    private static FieldRules rules(NamedRules row) {
        return new FieldRules(row.rename(), row.remove().orElse(List.of()), row.set(), row.add());
    }
}
