package dev.portico.gateway.routing;

/**
 * The path that an upstream gets: the canonical path less one prefix, behind another.
 *
 * @param strip a prefix of the row's path, without a slash at its end; empty strips nothing
 * @param prefix what to put in front, without a slash at its end; may be empty
 */
public record PathRewrite(String strip, String prefix) {

    public String apply(String canonicalPath) {
        if (strip.isEmpty() && prefix.isEmpty()) {
            return canonicalPath;
        }
        var rest = canonicalPath.substring(strip.length());
        return rest.isEmpty() ? (prefix.isEmpty() ? "/" : prefix) : prefix + rest;
    }
}
