package dev.portico.gateway.routing;

import java.util.List;

/**
 * Which paths a row is about: literal segments, {@code {name}} for any one segment, and {@code /**} at the end for
 * everything below, the path before it included.
 *
 * @param segments the segments before {@code **}, in canonical spelling
 * @param open whether the pattern ends in {@code **}
 */
public record PathPattern(List<Segment> segments, boolean open) {

    private static final Segment NOTHING = new Segment.Literal("");

    /** One segment of a pattern. */
    public sealed interface Segment {

        /** Exactly this text. */
        record Literal(String text) implements Segment {}

        /** Any one segment that is not empty. */
        record Any() implements Segment {}
    }

    /**
     * @throws IllegalArgumentException with a sentence that says what is wrong and how to mend it
     */
    public static PathPattern parse(String text) {
        var open = text.endsWith("/**");
        var path = open ? text.substring(0, text.length() - 3) : text;
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("has to start with a slash; write /" + text);
        }
        if (path.contains("**")) {
            throw new IllegalArgumentException("can hold ** only at its end, as in /api/orders/**");
        }
        var canonical =
                CanonicalPath.of(path.isEmpty() ? "/" : path.replace('{', '(').replace('}', ')'));
        return switch (canonical) {
            case CanonicalPath.Ambiguous(var why) ->
                throw new IllegalArgumentException("is no path that a request can have: " + why);
            case CanonicalPath.Accepted(var accepted) ->
                new PathPattern(path.isEmpty() ? List.of() : segments(path, accepted), open);
        };
    }

    boolean endsWithSlash() {
        return !open && !segments.isEmpty() && segments.getLast().equals(NOTHING);
    }

    /**
     * A word that stands in the alphabet before those of the wider patterns that cover the same path: the end before a
     * literal before a variable before {@code **}. A slash at the end does not count.
     */
    String precedence() {
        var word = new StringBuilder(segments.size() + 1);
        for (var segment : endsWithSlash() ? segments.subList(0, segments.size() - 1) : segments) {
            word.append(
                    switch (segment) {
                        case Segment.Literal literal -> 'b';
                        case Segment.Any() -> 'c';
                    });
        }
        return word.append(open ? 'd' : 'a').toString();
    }

    private static List<Segment> segments(String path, String canonical) {
        var written = path.substring(1).split("/", -1);
        var spelled = canonical.substring(1).split("/", -1);
        var segments = new Segment[written.length];
        for (int i = 0; i < written.length; i++) {
            var segment = written[i];
            if (segment.startsWith("{") && segment.endsWith("}") && segment.length() > 2) {
                segments[i] = new Segment.Any();
            } else if (segment.contains("{") || segment.contains("}") || segment.contains("*")) {
                throw new IllegalArgumentException("has the segment \"" + segment
                        + "\"; a variable stands for a whole segment, as in /orders/{id}");
            } else {
                segments[i] = new Segment.Literal(spelled[i]);
            }
        }
        return List.of(segments);
    }
}
