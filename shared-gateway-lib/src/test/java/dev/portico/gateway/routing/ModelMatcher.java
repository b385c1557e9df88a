package dev.portico.gateway.routing;

import dev.portico.gateway.routing.RouteMatcher.Match;
import dev.portico.gateway.routing.RouteMatcher.Row;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The matcher as its description reads, with regular expressions and sorting: slow, plain, and written another way. */
record ModelMatcher(List<Row> rows) {

    Match match(String path, String method) {
        var covering = rows.stream()
                .filter(row -> covers(row.pattern(), path))
                .sorted(Comparator.comparing(row -> rank(row.pattern())))
                .toList();
        if (covering.isEmpty()) {
            return new Match.Nothing();
        }
        var best = rank(covering.getFirst().pattern());
        var allowed = new TreeSet<String>();
        for (var row : covering) {
            if (rank(row.pattern()).equals(best)) {
                if (row.allows(method)) {
                    return new Match.Found(row.route());
                }
                allowed.addAll(row.allowed());
            }
        }
        return new Match.WrongMethod(String.join(", ", allowed));
    }

    /** Whether the path with its slash at the end taken away, or put there, belongs to a row before this one's. */
    boolean ambiguous(String path) {
        var twin = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
        var here = best(path);
        return path.length() > 1
                && !here.isEmpty()
                && !best(twin).isEmpty()
                && best(twin).compareTo(here) < 0;
    }

    private String best(String path) {
        return rows.stream()
                .filter(row -> covers(row.pattern(), path))
                .min(Comparator.comparing(row -> rank(row.pattern())))
                .map(row -> row.route().pattern().matches(".*/$")
                        ? rank(row.pattern()).replaceFirst("b(.)$", "$1")
                        : rank(row.pattern()))
                .orElse("");
    }

    private static boolean covers(PathPattern pattern, String path) {
        var regex = new StringBuilder();
        for (var segment : pattern.segments()) {
            regex.append('/')
                    .append(
                            switch (segment) {
                                case PathPattern.Segment.Literal(var text) -> Pattern.quote(text);
                                case PathPattern.Segment.Any() -> "[^/]+";
                            });
        }
        return path.matches(regex + (pattern.open() ? "(/.*)?" : ""));
    }

    /** A word whose alphabetical order is that of precedence: end before literal before variable before {@code **}. */
    private static String rank(PathPattern pattern) {
        var rank = new StringBuilder();
        for (var segment : pattern.segments()) {
            rank.append(segment instanceof PathPattern.Segment.Literal ? 'b' : 'c');
        }
        return rank.append(pattern.open() ? 'd' : 'a').toString();
    }
}
