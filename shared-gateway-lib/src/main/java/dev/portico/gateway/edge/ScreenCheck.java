package dev.portico.gateway.edge;

import dev.portico.gateway.CompiledTable;
import dev.portico.gateway.Destination;
import dev.portico.gateway.InvalidTable;
import dev.portico.gateway.InvalidTable.Complaint;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.routing.CanonicalPath;
import dev.portico.gateway.routing.RouteMatcher.Match;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the resources of the app against the table: each has its row, and each row without upstream has its resource. */
final class ScreenCheck {

    /** Stands for a variable segment; no literal of a table is likely to be the same. */
    private static final String ANY_SEGMENT = "~any~";

    /** A variable with its expression, which may hold slashes and one level of braces. */
    static final Pattern VARIABLE = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*\\})*\\}");

    /** A variable whose expression may match slashes: {@code .} or a negated class such as {@code [^.]}. */
    private static final Pattern SEVERAL_SEGMENTS = Pattern.compile("\\{[^{}]*:[^{}]*(?:(?<!\\\\)\\.[*+]|\\[\\^(?!/))");

    private final CompiledTable table;
    private final List<Complaint> complaints = new ArrayList<>();
    private final Set<Route> served = new HashSet<>();

    private ScreenCheck(CompiledTable table) {
        this.table = table;
    }

    /** @throws InvalidTable where resources and rows do not fit together */
    static void check(String file, CompiledTable table, List<Resource> resources) {
        var check = new ScreenCheck(table);
        for (var resource : resources) {
            check.resource(resource, ANY_SEGMENT);
            if (SEVERAL_SEGMENTS.matcher(resource.template()).find()) {
                check.resource(resource, ANY_SEGMENT + "/" + ANY_SEGMENT);
            }
        }
        check.rows();
        if (!check.complaints.isEmpty()) {
            throw new InvalidTable(file, check.complaints);
        }
    }

    private void resource(Resource checked, String any) {
        var method = checked.method();
        var template = checked.template();
        var resource = method + " " + template;
        if (!(CanonicalPath.of(example(template, any)) instanceof CanonicalPath.Accepted(var path))) {
            complaints.add(new Complaint("routes", resource, "no request can reach this resource; change its path"));
            return;
        }
        switch (table.matcher().match(path, method)) {
            case Match.Found(var route) -> {
                served.add(route);
                if (table.rows().destinationByRoute().get(route.number()) instanceof Destination.Proxied) {
                    complaints.add(
                            new Complaint(
                                    "routes." + route.name() + ".to",
                                    resource,
                                    "the row sends the path of this resource to an upstream; give the resource a row of its own"));
                }
            }
            case Match.WrongMethod(var allow) ->
                complaints.add(new Complaint(
                        "routes", resource, "the row of this resource allows only " + allow + "; add the method"));
            case Match.Ambiguous(var why) ->
                complaints.add(new Complaint(
                        "routes", resource, "a row writes this path with a slash at its end; write it without"));
            case Match.Nothing() ->
                complaints.add(new Complaint(
                        "routes",
                        resource,
                        "no row covers this resource; add one with path: " + template + " and access"));
        }
    }

    private void rows() {
        for (var row : table.rows().rows()) {
            var route = row.route();
            var screen = table.rows().destinationByRoute().get(route.number()) instanceof Destination.Screen;
            if (screen && !served.contains(route)) {
                complaints.add(new Complaint(
                        "routes." + route.name(),
                        route.pattern(),
                        "nothing serves this row; add to: and an upstream, or a resource"));
            }
        }
    }

    /** A path that the template matches, with the slashes as a request would write them. */
    private static String example(String template, String any) {
        var path = new StringBuilder();
        for (var segment : VARIABLE.matcher(template).replaceAll(any).split("/", -1)) {
            if (!segment.isEmpty()) {
                path.append('/').append(segment);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }
}
