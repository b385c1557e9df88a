package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;

/** Header fields as a test writes them down. */
final class Fields {

    private Fields() {}

    /** @param lines each a name, a colon and a value; separated by bars, a row of a table may hold several */
    static MultiMap of(String... lines) {
        var fields = MultiMap.caseInsensitiveMultiMap();
        for (var some : lines) {
            for (var line : some.split("\\|", -1)) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    fields.add(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            }
        }
        return fields;
    }
}
