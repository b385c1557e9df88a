package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change makes of what is stored (RFC 9111 section 4.4). */
final class Invalidation {

    /** RFC 9110 section 9.2.1; of any other method nobody knows that it changes nothing. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private Invalidation() {}

    static boolean mayChange(String method) {
        return !SAFE.contains(method);
    }

    /**
     * The targets that an answer to such a request makes void: its own, and those that it names as changed, where they are
     * of the same origin.
     *
     * @param target path and query of the request
     * @param origins scheme and authority of the upstream, in each form in which it may write itself
     */
    static Set<String> targets(String target, int status, MultiMap headers, List<String> origins) {
        if (status < 200 || status > 399) {
            return Set.of();
        }
        var targets = new LinkedHashSet<String>();
        targets.add(target);
        for (var name : List.of(Names.LOCATION, Names.CONTENT_LOCATION)) {
            var named = local(headers.get(name), target, origins);
            if (named != null) {
                targets.add(named);
            }
        }
        return targets;
    }

    private static @Nullable String local(@Nullable String reference, String target, List<String> origins) {
        if (reference == null) {
            return null;
        }
        try {
            var resolved = URI.create("relative://here" + target).resolve(reference.strip());
            var origin = resolved.getScheme() + "://" + resolved.getRawAuthority();
            if (!origin.equals("relative://here") && origins.stream().noneMatch(origin::equalsIgnoreCase)) {
                return null;
            }
            var path = resolved.getRawPath().isEmpty() ? "/" : resolved.getRawPath();
            return resolved.getRawQuery() == null ? path : path + '?' + resolved.getRawQuery();
        } catch (IllegalArgumentException noReference) {
            return null;
        }
    }
}
