package dev.portico.benchmarks;

import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.routing.PathPattern;
import dev.portico.gateway.routing.RouteMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A table of routes, as large as wanted: services of invented names below {@code /api}.
 *
 * @param rows its rows
 * @param service the name of the service in the middle, which is the usual case of a list that is looked through
 */
public record RouteTable(List<RouteMatcher.Row> rows, String service) {

    private record Line(String path, Set<String> methods) {}

    private static final Set<String> READ = Set.of("GET", "HEAD");

    /** The rows of one service, behind its name. */
    private static final List<Line> RESOURCES = List.of(
            new Line("", Set.of("GET", "HEAD", "POST")),
            new Line("/search", READ),
            new Line("/export", READ),
            new Line("/batch", Set.of("POST")),
            new Line("/{id}", Set.of("GET", "HEAD", "PUT", "DELETE")),
            new Line("/{id}/items", READ),
            new Line("/{id}/items/{item}", Set.of("GET", "HEAD", "PUT")),
            new Line("/{id}/history", READ),
            new Line("/{id}/notes/**", Set.of()),
            new Line("/admin/**", Set.of()));

    /** One row for each service, which passes on everything below its name. */
    private static final List<Line> PASSED_ON = List.of(new Line("/**", Set.of()));

    /** Ten rows for each service: by resource, by method. */
    public static RouteTable ofResources(int services) {
        return of(services, RESOURCES);
    }

    public static RouteTable ofServices(int services) {
        return of(services, PASSED_ON);
    }

    private static RouteTable of(int services, List<Line> lines) {
        var names = names(services);
        var rows = new ArrayList<RouteMatcher.Row>();
        for (var name : names) {
            for (var line : lines) {
                var path = "/api/" + name + line.path;
                var number = rows.size() + 1;
                rows.add(new RouteMatcher.Row(
                        new Route(number, name + "-" + number, path), PathPattern.parse(path), line.methods));
            }
        }
        return new RouteTable(rows, names.get(services / 2));
    }

    private static List<String> names(int count) {
        var random = new SplittableRandom(1);
        var names = new HashSet<String>();
        while (names.size() < count) {
            names.add(random.ints(random.nextInt(5, 12), 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        return List.copyOf(names);
    }
}
