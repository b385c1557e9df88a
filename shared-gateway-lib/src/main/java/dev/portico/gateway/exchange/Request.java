package dev.portico.gateway.exchange;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as it came in (RFC 9110 section 6), read-only and without its body. Nothing here has been believed
 * yet: every value is what the client or the hop before us wrote.
 */
public interface Request {

    /** The method, case-sensitive. */
    String method();

    /** The path as sent, before the query, still percent-encoded. */
    String path();

    /** The query without its question mark, or null where the target has none. */
    @Nullable
    String query();

    /** {@code http} or {@code https}, as the connection to the next hop was made. */
    String scheme();

    /** The Host or {@code :authority} of the request; empty where there was none. */
    String authority();

    /** The version as the Via field writes it (RFC 9110 section 7.6.3): {@code 1.0}, {@code 1.1} or {@code 2.0}; empty for others. */
    String version();

    /** The textual IP address of the other end of the connection. */
    String peer();

    /** The first value of a header field, or null; names are case-insensitive. */
    @Nullable
    String header(String name);

    /** All values of a header field in the order of the request, one for each line; names are case-insensitive. */
    List<String> headers(String name);

    /** Every header field line in the order of the request: name, then value. */
    void forEachHeader(BiConsumer<String, String> line);
}
