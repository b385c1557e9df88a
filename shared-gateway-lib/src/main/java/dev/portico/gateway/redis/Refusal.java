package dev.portico.gateway.redis;

import io.vertx.redis.client.Response;
import java.util.List;
import java.util.regex.Pattern;

/** What a server says instead of an answer. */
final class Refusal {

    /** What a server says that cannot do its work now; other errors are about the command. */
    private static final List<String> STATES = List.of(
            "LOADING ",
            "BUSY ",
            "CLUSTERDOWN ",
            "MASTERDOWN ",
            "READONLY ",
            "NOREPLICAS ",
            "NOAUTH ",
            "WRONGPASS ",
            "MISCONF ",
            "OOM ");

    /** The client has errors of its own, which begin with no code. */
    private static final Pattern CODE = Pattern.compile("[A-Z]+ .*", Pattern.DOTALL);

    /** What the client puts before it where several commands were sent in one go. */
    private static final Pattern PLACE = Pattern.compile("^ERR \\[\\d+] ");

    /** What Redis 6.2 puts before what a command in a script was refused with. */
    private static final Pattern IN_SCRIPT =
            Pattern.compile("^ERR Error running script .*? -(?=[A-Z]+ )", Pattern.DOTALL);

    /** What a script may not do has no code of its own: so Redis says it up to 7.0, and since 7.2. */
    private static final List<String> NOT_IN_SCRIPT =
            List.of("The user executing the script can't ", "ACL failure in script: ");

    private Refusal() {}

    /** Whether the server said it. */
    static boolean said(Throwable failure) {
        return failure instanceof Response && CODE.matcher(text(failure)).matches();
    }

    static boolean is(Throwable failure, String code) {
        return failure instanceof Response && text(failure).startsWith(code + " ");
    }

    /** Whether it is about the server and not about the command. */
    static boolean ofState(Throwable failure) {
        return STATES.stream().anyMatch(text(failure)::startsWith);
    }

    /** Whether the user may not do it, which is about neither. */
    static boolean ofRights(Throwable failure) {
        return is(failure, "NOPERM")
                || is(failure, "ERR") && NOT_IN_SCRIPT.stream().anyMatch(text(failure)::contains);
    }

    /** What was said, for who has to mend it. */
    static String advice(Throwable failure) {
        return ofRights(failure)
                ? text(failure) + "; what ACL SETUSER has to allow is in docs/limits.md, \"A user of its own\""
                : text(failure);
    }

    /** Whether another server does it now, which a new connection may lead to: so it says after a failover. */
    static boolean ofReplica(Throwable failure) {
        return is(failure, "READONLY") || is(failure, "MASTERDOWN");
    }

    static String text(Throwable failure) {
        return text(String.valueOf(failure.getMessage()));
    }

    static String text(String said) {
        return IN_SCRIPT.matcher(PLACE.matcher(said).replaceFirst("")).replaceFirst("");
    }
}
