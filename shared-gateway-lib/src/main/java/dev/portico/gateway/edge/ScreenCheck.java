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

/** Holds the resources of the app against the table: each has its row, and each row without upstream has its resource. */
final class ScreenCheck {

    /** Stands for a variable segment; no literal of a table is likely to be the same. */
    private static final String ANY_SEGMENT = "~any~";

    private final CompiledTable table;
    private final List<Complaint> complaints = new ArrayList<>();
    private final Set<Route> served = new HashSet<>();

    private ScreenCheck(CompiledTable table) {
        this.table = table;
    }

    /** @throws InvalidTable where resources and rows do not fit together */
    static void check(String file, CompiledTable table, List<Resource> resources) {
        var check = new ScreenCheck(table);
        resources.forEach(resource -> check.resource(resource.method(), resource.template()));
        check.rows();
        if (!check.complaints.isEmpty()) {
            throw new InvalidTable(file, check.complaints);
        }
    }

    private void resource(String method, String template) {
        var resource = method + " " + template;
        if (!(CanonicalPath.of(example(template)) instanceof CanonicalPath.Accepted(var path))) {
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
    private static String example(String template) {
        var path = new StringBuilder();
        for (var segment : template.split("/", -1)) {
            if (!segment.isEmpty()) {
                path.append('/').append(segment.contains("{") ? ANY_SEGMENT : segment);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }
}
