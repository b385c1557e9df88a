package dev.portico.gateway.routing;

import dev.portico.gateway.exchange.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row of a canonical path. The most specific path wins, compared segment by segment from the left: literal
 * before variable before {@code **}. The method is looked at afterwards, among the rows of that one path, so a method that
 * a path does not have never falls through to a wider row.
 *
 * <p>Many servers serve {@code /admin/} as {@code /admin}, so neither spelling may reach a wider row than the other: the one
 * that would is ambiguous.
 */
public final class RouteMatcher {

    /** The methods of a row that names none. CONNECT and TRACE have to be named. */
    public static final Set<String> USUAL_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /**
     * A row as the matcher needs it.
     *
     * @param methods the methods that the row allows; empty stands for {@link #USUAL_METHODS}
     */
    public record Row(Route route, PathPattern pattern, Set<String> methods) {
        boolean allows(String method) {
            return methods.isEmpty() ? USUAL_METHODS.contains(method) : methods.contains(method);
        }

        Set<String> allowed() {
            return methods.isEmpty() ? USUAL_METHODS : methods;
        }
    }

    /** What the table has for a path and a method. */
    public sealed interface Match {

        record Found(Route route) implements Match {}

        record WrongMethod(String allow) implements Match {}

        record Nothing() implements Match {}

        /** The path without, or with, its last slash belongs to a narrower row; {@code why} is a sentence for the caller. */
        record Ambiguous(String why) implements Match {}
    }

    /** Two rows that no rule can order. */
    public record Tie(Route one, Route other, String method) {}

    private static final Match NOTHING = new Match.Nothing();
    private static final Match SLASH_TOO_MANY =
            new Match.Ambiguous("The slash at the end of the path makes a difference here; send the path without it.");
    private static final Match SLASH_TOO_FEW =
            new Match.Ambiguous("A slash at the end of the path makes a difference here; send the path with it.");

    private final Node root = new Node("");
    private final List<Tie> ties = new ArrayList<>();
    private boolean slashesAtTheEnd;

    public RouteMatcher(List<Row> rows) {
        rows.forEach(this::add);
    }

    /** The rows that stand in each other's way; a table that has any must not be used. */
    public List<Tie> ties() {
        return List.copyOf(ties);
    }

    public Match match(String path, String method) {
        var place = find(root, path, 0);
        if (place == null) {
            return NOTHING;
        }
        var slash = path.endsWith("/");
        var twin = twin(path, slash);
        if (twin != null && twin.isNarrowerThan(place)) {
            return slash ? SLASH_TOO_MANY : SLASH_TOO_FEW;
        }
        for (var entry : place.entries) {
            if (entry.row.allows(method)) {
                return entry.found;
            }
        }
        return place.wrongMethod();
    }

    /** The place of the path with its last slash taken away, or put there. */
    private @Nullable Place twin(String path, boolean slash) {
        if (slash) {
            return path.length() > 1 ? find(root, path.substring(0, path.length() - 1), 0) : null;
        }
        return slashesAtTheEnd ? find(root, path + "/", 0) : null;
    }

    private void add(Row row) {
        var node = root;
        for (var segment : row.pattern().segments()) {
            node = switch (segment) {
                case PathPattern.Segment.Literal(var text) -> node.literal(text);
                case PathPattern.Segment.Any() -> node.variable();
            };
        }
        slashesAtTheEnd |= row.pattern().endsWithSlash();
        var place = row.pattern().open() ? node.below() : node.here();
        for (var other : place.entries) {
            for (var method : new TreeSet<>(row.allowed())) {
                if (other.row.allows(method)) {
                    ties.add(new Tie(other.row.route(), row.route(), method));
                    return;
                }
            }
        }
        place.entries.add(new Entry(row, new Match.Found(row.route())));
    }

    /** The most specific place for the rest of the path, which starts at {@code from} with a slash or is empty. */
    private static @Nullable Place find(Node node, String path, int from) {
        if (from == path.length()) {
            return node.here != null ? node.here : node.below;
        }
        var start = from + 1;
        var slash = path.indexOf('/', start);
        var end = slash < 0 ? path.length() : slash;
        for (var child : node.literals) {
            if (child.text.length() == end - start && path.startsWith(child.text, start)) {
                var place = find(child, path, end);
                if (place != null) {
                    return place;
                }
            }
        }
        if (node.variable != null && end > start) {
            var place = find(node.variable, path, end);
            if (place != null) {
                return place;
            }
        }
        return node.below;
    }

    private static final class Node {
        private final String text;
        private final List<Node> literals = new ArrayList<>();
        private @Nullable Node variable;
        private @Nullable Place here;
        private @Nullable Place below;

        private Node(String text) {
            this.text = text;
        }

        private Node literal(String wanted) {
            for (var child : literals) {
                if (child.text.equals(wanted)) {
                    return child;
                }
            }
            var child = new Node(wanted);
            literals.add(child);
            return child;
        }

        private Node variable() {
            if (variable == null) {
                variable = new Node("");
            }
            return variable;
        }

        private Place here() {
            if (here == null) {
                here = new Place();
            }
            return here;
        }

        private Place below() {
            if (below == null) {
                below = new Place();
            }
            return below;
        }
    }

    private record Entry(Row row, Match.Found found) {}

    /** The rows of one path pattern, told apart by their methods. */
    private static final class Place {
        private final List<Entry> entries = new ArrayList<>(1);

        private boolean isNarrowerThan(Place other) {
            return precedence().compareTo(other.precedence()) < 0;
        }

        private String precedence() {
            return entries.getFirst().row.pattern().precedence();
        }

        private Match wrongMethod() {
            var allowed = new TreeSet<String>();
            entries.forEach(entry -> allowed.addAll(entry.row.allowed()));
            return new Match.WrongMethod(String.join(", ", allowed));
        }
    }
}
