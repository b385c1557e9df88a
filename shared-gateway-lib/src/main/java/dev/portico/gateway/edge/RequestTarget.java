package dev.portico.gateway.edge;

import org.jspecify.annotations.Nullable;

/**
 * The target of a request line (RFC 9112 section 3.2), taken apart in the one place that everybody asks.
 *
 * @param authority what stands for the host in a target of absolute form; null in any other
 * @param path as sent; in any form but the origin and the absolute one it does not start with a slash
 * @param query without its question mark, or null where there is none
 */
record RequestTarget(@Nullable String authority, String path, @Nullable String query) {

    private static final String[] SCHEMES = {"http://", "https://"};

    static RequestTarget of(String target) {
        for (var scheme : SCHEMES) {
            if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return absolute(target.substring(scheme.length()));
            }
        }
        return of(null, target);
    }

    private static RequestTarget absolute(String afterScheme) {
        var end = 0;
        while (end < afterScheme.length() && "/?".indexOf(afterScheme.charAt(end)) < 0) {
            end++;
        }
        var rest = afterScheme.substring(end);
        return of(afterScheme.substring(0, end), rest.startsWith("/") ? rest : "/" + rest);
    }

    private static RequestTarget of(@Nullable String authority, String pathAndQuery) {
        var mark = pathAndQuery.indexOf('?');
        return mark < 0
                ? new RequestTarget(authority, pathAndQuery, null)
                : new RequestTarget(authority, pathAndQuery.substring(0, mark), pathAndQuery.substring(mark + 1));
    }
}
