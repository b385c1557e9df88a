package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
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

    /** Whether the answer to a change is what a GET of its target would bring (RFC 9110 section 9.3.3). */
    static boolean bringsContent(Call call, Reply reply, List<String> origins) {
        return call.method().equals("POST")
                && reply.status() == 200
                && Terms.timed(reply.headers(), Directives.ofAnswer(reply.headers()))
                && call.target().equals(local(reply.headers().get(Names.CONTENT_LOCATION), call.target(), origins));
    }

    private static @Nullable String local(@Nullable String reference, String target, List<String> origins) {
        if (reference == null) {
            return null;
        }
        try {
            var resolved = URI.create("relative://here" + target).resolve(besideQuery(reference.strip(), target));
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

    /** A reference that is only a query is about the same path, of which java.net.URI takes away the end. */
    private static String besideQuery(String reference, String target) {
        var mark = target.indexOf('?');
        return reference.startsWith("?") ? (mark < 0 ? target : target.substring(0, mark)) + reference : reference;
    }
}
