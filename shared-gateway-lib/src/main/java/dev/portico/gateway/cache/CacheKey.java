package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Under what an answer is kept (RFC 9111 section 2). What a client can write into a call, and an upstream may act on
 * without saying so, is either in here or does not go upstream.
 *
 * @param place the resource as the upstream knows it; a change of it concerns all keys there
 * @param reader who may get the answer: the row, the host that was asked for, the caller and its credentials
 */
public record CacheKey(String place, String reader) {

    /** @param target as it goes upstream, see {@link #target} */
    static CacheKey of(String upstream, String target, Call call, CacheRule rule) {
        return new CacheKey(place(upstream, target), reader(call, rule));
    }

    /** The resource of an upstream at a target. */
    static String place(String upstream, String target) {
        return upstream + ' ' + target;
    }

    /** The target of a call without the parameters that do not count for its row. */
    static String target(String target, CacheRule rule) {
        return rule.query().map(counting -> target(target, counting)).orElse(target);
    }

    /** A target with these parameters only. */
    static String target(String target, Set<String> counting) {
        var mark = target.indexOf('?');
        if (mark < 0) {
            return target;
        }
        var query = new StringJoiner("&");
        for (var parameter : target.substring(mark + 1).split("&", -1)) {
            if (counts(parameter, counting)) {
                query.add(parameter);
            }
        }
        return query.length() == 0 ? target.substring(0, mark) : target.substring(0, mark + 1) + query;
    }

    private static boolean counts(String parameter, Set<String> counting) {
        var equals = parameter.indexOf('=');
        var name = equals < 0 ? parameter : parameter.substring(0, equals);
        if (counting.contains(name)) {
            return true;
        }
        try {
            return counting.contains(URLDecoder.decode(name, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Each part with its length before it, so that no value can pass for two. */
    private static String reader(Call call, CacheRule rule) {
        var sharing = rule.sharing();
        var headers = call.headers();
        var reader = new StringBuilder(64);
        add(reader, rule.row());
        add(reader, headers.get(Names.X_FORWARDED_PROTO));
        add(reader, headers.get(Names.X_FORWARDED_HOST));
        if (!sharing.shared()) {
            // One token of a caller may let it see less than another one.
            add(reader, call.caller().key());
            add(reader, call.caller().scopes());
            addSecrets(reader, call);
        }
        if (sharing.byRole() || !sharing.shared()) {
            add(reader, call.caller().roles());
        }
        for (var name : sharing.headers()) {
            add(reader, Vary.normal(name, headers));
        }
        return reader.toString();
    }

    /**
     * A known caller's answers may depend on all of what it sends of itself: claims of its token, such as a tenant, and
     * cookies. As a digest, for keys are read by operators.
     */
    private static void addSecrets(StringBuilder reader, Call call) {
        if (!(call.caller() instanceof Caller.Anonymous)) {
            add(reader, digest(call.headers().get(Names.AUTHORIZATION)));
            add(reader, digest(call.headers().get(Names.COOKIE)));
        }
    }

    private static @Nullable String digest(@Nullable String secret) {
        if (secret == null) {
            return null;
        }
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(StringBuilder reader, Set<String> parts) {
        reader.append(parts.size()).append('#');
        for (var part : parts.size() < 2 ? parts : new TreeSet<>(parts)) {
            add(reader, part);
        }
    }

    private static void add(StringBuilder reader, @Nullable String part) {
        if (part == null) {
            reader.append("-#");
        } else {
            reader.append(part.length()).append('#').append(part);
        }
    }
}
