package dev.portico.gateway;

import dev.portico.gateway.GatewayTable.RouteRow;
import dev.portico.gateway.GatewayTable.WantedRule;
import dev.portico.gateway.admission.Importance;
import dev.portico.gateway.admission.Limit;
import dev.portico.gateway.admission.RowLimits;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.identity.Access;
import dev.portico.gateway.routing.CanonicalPath;
import dev.portico.gateway.routing.PathPattern;
import dev.portico.gateway.routing.PathRewrite;
import dev.portico.gateway.routing.RouteMatcher;
import dev.portico.gateway.shaping.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Compiles the routes of a table. */
final class RouteRows {

    private static final Map<String, Boolean> BAD_TOKEN = Map.of("refuse", false, "ignore", true);

    private static final Map<String, Importance> IMPORTANCE = Map.of(
            "low", Importance.LOW,
            "normal", Importance.NORMAL,
            "high", Importance.HIGH,
            "critical", Importance.CRITICAL);

    /** RFC 6749 section 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

    private static final long MOST_COST = 1_000;

    private static final PathPattern NOWHERE = new PathPattern(List.of(), false);

    private final GatewayTable table;
    private final Map<String, Limit> limits;
    private final Complaints complaints;

    private final List<RouteMatcher.Row> rows = new ArrayList<>();
    private final List<Access> access = new ArrayList<>();
    private final List<RowLimits> limitsOf = new ArrayList<>();
    private final List<Importance> importance = new ArrayList<>();
    private final List<Destination> destinations = new ArrayList<>();
    private final List<Long> bodyLimits = new ArrayList<>();

    RouteRows(GatewayTable table, Map<String, Limit> limits, Complaints complaints) {
        this.table = table;
        this.limits = limits;
        this.complaints = complaints;
    }

    CompiledTable.Rows compiled() {
        if (table.routes().isEmpty()) {
            complaints.missing("routes", "the table holds no row; nothing would be served");
        }
        addUnmatched();
        new TreeMap<>(table.routes()).forEach(this::add);
        return new CompiledTable.Rows(rows, access, limitsOf, importance, destinations, bodyLimits);
    }

    private void addUnmatched() {
        access.add(new Access.AnyCaller());
        limitsOf.add(new RowLimits(List.of(), 1));
        importance.add(Importance.NORMAL);
        destinations.add(new Destination.Screen());
        bodyLimits.add(0L);
    }

    private void add(String name, RouteRow row) {
        var key = "routes." + name;
        if (!name.matches(TableCompiler.ROW_NAME) || name.equals(Route.UNMATCHED.name())) {
            complaints.missing(
                    key,
                    "a row's name stands in metrics and logs; write letters, digits, - and _, and not "
                            + Route.UNMATCHED.name());
        }
        var route = new Route(access.size(), name, row.path());
        var pattern = complaints.read(key + ".path", row.path(), PathPattern::parse);
        pattern.ifPresent(path -> rows.add(new RouteMatcher.Row(route, path, methods(key, row))));
        access.add(access(key, row));
        limitsOf.add(limits(key, row));
        importance.add(complaints
                .word(key + ".importance", row.importance(), IMPORTANCE)
                .orElse(Importance.NORMAL));
        destinations.add(destination(key, row, pattern.orElse(NOWHERE)));
        bodyLimits.add(row.bodyLimit().asLongValue());
    }

    private Set<String> methods(String key, RouteRow row) {
        var methods = row.methods().orElse(Set.of());
        for (var method : methods) {
            if (!method.matches("[A-Z][A-Z0-9-]*") || method.equals("CONNECT")) {
                complaints.add(
                        key + ".methods", method, "is no method that can be served; write methods such as [GET, HEAD]");
            }
        }
        return methods;
    }

    private Access access(String key, RouteRow row) {
        var rule = row.access();
        var roles = wanted(rule.roles(), Access.Wanted::anyOf);
        var scopes = wanted(rule.scopes(), Access.Wanted::allOf);
        var ignoring = row.badToken()
                .flatMap(word -> complaints.word(key + ".bad-token", word, BAD_TOKEN))
                .orElse(false);
        var listed = !roles.equals(Access.Wanted.NOTHING) || !scopes.equals(Access.Wanted.NOTHING);
        var word = rule.word().orElse("caller");
        if (ignoring && (listed || !word.equals("anyone"))) {
            complaints.add(key + ".bad-token", "ignore", "a bad token can be ignored only with access: anyone");
        }
        if (listed) {
            scopes.names().stream()
                    .filter(scope -> !SCOPE.matcher(scope).matches())
                    .forEach(scope -> complaints.add(
                            key + ".access.scopes",
                            scope,
                            "is no scope; write printable characters without spaces and quotes"));
            return new Access.Holding(roles, scopes);
        }
        return complaints
                .word(
                        key + ".access",
                        word,
                        Map.of(
                                "anyone",
                                new Access.Anyone(ignoring || provesNobody()),
                                "caller",
                                new Access.AnyCaller()))
                .orElse(new Access.AnyCaller());
    }

    /** Where nobody can be known, what a client sends to be known by is no business of the gateway's. */
    private boolean provesNobody() {
        return table.identity().issuers().isEmpty()
                && table.identity().apiKeys().isEmpty();
    }

    /** @param meaning what a list without a word means */
    private static Access.Wanted wanted(WantedRule rule, Function<Set<String>, Access.Wanted> meaning) {
        return rule.list()
                .map(meaning)
                .orElseGet(() -> new Access.Wanted(
                        rule.any().orElse(Set.of()), rule.all().orElse(Set.of())));
    }

    private RowLimits limits(String key, RouteRow row) {
        var cost = row.cost();
        if (cost < 1 || cost > MOST_COST) {
            complaints.add(key + ".cost", cost, "write a whole number from 1 to " + MOST_COST);
        }
        var found = new LinkedHashSet<Limit>();
        for (var name : row.limits().orElse(List.of())) {
            var limit = limits.get(name);
            if (limit != null) {
                found.add(limit);
                fits(key, cost, limit);
            } else if (!table.limits().containsKey(name)) {
                complaints.add(
                        key + ".limits",
                        name,
                        "there is no such limit; "
                                + Complaints.oneOfRows(table.limits().keySet(), "limits"));
            }
        }
        return new RowLimits(List.copyOf(found), cost);
    }

    private void fits(String key, long cost, Limit limit) {
        var most = limit.algorithm().most();
        if (cost > Math.max(1, most)) {
            complaints.add(
                    key + ".cost",
                    cost,
                    "is more than limits." + limit.name()
                            + " ever allows at once, so the row could never be used; write " + most
                            + " at most, or give the limit more");
        }
    }

    private Destination destination(String key, RouteRow row, PathPattern pattern) {
        if (row.to().isEmpty()) {
            refuseWithoutUpstream(key + ".strip", row.strip());
            refuseWithoutUpstream(key + ".prefix", row.prefix());
            refuseWithoutUpstream(key + ".timeout", row.timeout());
            refuseWithoutUpstream(key + ".forward-token", row.forwardToken());
            var shape = new ShapeRows(table.identity(), complaints).compiled(key, row);
            if (!shape.equals(Shape.UNCHANGED)) {
                complaints.missing(
                        key + (shape.changesRequests() ? ".request" : ".response"),
                        "a resource shapes its own answers; request and response stand beside to");
            }
            return new Destination.Screen();
        }
        var upstream = table.upstreams().get(row.to().get());
        if (upstream == null) {
            complaints.add(
                    key + ".to",
                    row.to().get(),
                    "there is no such upstream; "
                            + Complaints.oneOfRows(table.upstreams().keySet(), "upstreams"));
            return new Destination.Screen();
        }
        var rewrite = new PathRewrite(strip(key, row, pattern), prefix(key, row));
        return new Destination.Proxied(
                row.to().get(),
                rewrite,
                timeout(key, row, upstream),
                row.forwardToken().orElse(false),
                new ShapeRows(table.identity(), complaints).compiled(key, row));
    }

    private void refuseWithoutUpstream(String key, Optional<?> value) {
        value.ifPresent(
                given -> complaints.add(key, given, "means something only beside to; name an upstream or remove it"));
    }

    private String strip(String key, RouteRow row, PathPattern pattern) {
        var strip = row.strip().orElse("");
        if (strip.isEmpty()) {
            return "";
        }
        var stripped =
                complaints.read(key + ".strip", strip, PathPattern::parse).orElse(NOWHERE);
        var length = stripped.segments().size();
        var leads = pattern.segments().size() >= length
                && pattern.segments().subList(0, length).equals(stripped.segments())
                && stripped.segments().stream().allMatch(PathPattern.Segment.Literal.class::isInstance);
        if (stripped.open() || !leads || strip.endsWith("/")) {
            complaints.add(
                    key + ".strip",
                    strip,
                    "has to be the literal start of the row's path " + row.path() + ", such as /api");
        }
        return CanonicalPath.of(strip) instanceof CanonicalPath.Accepted(var canonical) ? canonical : strip;
    }

    private String prefix(String key, RouteRow row) {
        var prefix = row.prefix().orElse("");
        if (!prefix.isEmpty()) {
            complaints.read(key + ".prefix", prefix, PathPattern::parse);
            if (prefix.endsWith("/") || prefix.contains("{") || prefix.contains("*")) {
                complaints.add(
                        key + ".prefix", prefix, "write a path without slash or pattern at its end, such as /v2");
            }
        }
        return CanonicalPath.of(prefix) instanceof CanonicalPath.Accepted(var canonical) ? canonical : prefix;
    }

    private Duration timeout(String key, RouteRow row, GatewayTable.UpstreamRow upstream) {
        var timeout = row.timeout().orElse(upstream.timeout());
        if (!timeout.isPositive()) {
            complaints.add(key + ".timeout", timeout, "write a duration such as 2s");
        }
        return timeout;
    }
}
