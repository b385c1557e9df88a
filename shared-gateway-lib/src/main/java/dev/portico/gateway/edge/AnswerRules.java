package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.HopByHop;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.shaping.FieldRules;
import io.vertx.core.MultiMap;

/**
 * What of an upstream's header fields the client gets: nothing of one hop, no word on cross-origin reading, which is the
 * table's to say, a Location that the client can follow, and what the row's rules make of the rest.
 */
record AnswerRules(Location location, FieldRules rules, Compression compression) {

    private static final String CROSS_ORIGIN = "access-control-";

    /**
     * Writes the head of an answer.
     *
     * @param length of the reply's content in bytes, or -1 where only its header fields tell, if any
     * @return whether the content has to be compressed
     */
    boolean copy(Reply reply, long length, MultiMap headers) {
        var hopByHop = HopByHop.of(reply.headers().getAll("Connection"));
        reply.headers().forEach((name, value) -> {
            if (!hopByHop.includes(name) && !crossOrigin(name)) {
                headers.add(name, name.equalsIgnoreCase("Location") ? location.apply(value) : value);
            }
        });
        rules.apply(headers);
        headers.add("Via", "1.1 portico");
        return switch (reply.status()) {
            case 204, 205 -> false;
            case 304 -> {
                compression.confirm(headers);
                yield false;
            }
            default -> compression.choose(headers, length);
        };
    }

    private static boolean crossOrigin(String name) {
        return name.regionMatches(true, 0, CROSS_ORIGIN, 0, CROSS_ORIGIN.length());
    }
}
