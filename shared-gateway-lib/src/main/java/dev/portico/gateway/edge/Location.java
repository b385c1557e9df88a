package dev.portico.gateway.edge;

import dev.portico.gateway.routing.PathRewrite;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The Location of an upstream's answer, as a client of the gateway can follow it: the upstream's own origin is taken away,
 * and what was stripped from the path is put back. Other hosts stay as they are.
 *
 * @param origins the origins of the upstream's instances
 * @param rewrite how paths on the way there are rewritten
 */
record Location(List<String> origins, PathRewrite rewrite) implements UnaryOperator<String> {

    @Override
    public String apply(String location) {
        if (location.startsWith("/") && !location.startsWith("//")) {
            return rewrite.undo(location);
        }
        for (var origin : origins) {
            if (location.startsWith(origin)) {
                var rest = location.substring(origin.length());
                if (rest.isEmpty() || rest.startsWith("/")) {
                    return rewrite.undo(rest.isEmpty() ? "/" : rest);
                }
            }
        }
        return location;
    }
}
