package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a resource from another (RFC 9110 section 8.8).
 *
 * @param etag the entity tag, or null
 * @param lastModified the date of the last change as written, or null where there is none that can be read
 */
record Validators(@Nullable String etag, @Nullable String lastModified) {

    private static final String WEAK = "W/";

    static Validators of(MultiMap headers) {
        var date = headers.get(Names.LAST_MODIFIED);
        return new Validators(headers.get(Names.ETAG), HttpDate.parse(date, 0) == HttpDate.NONE ? null : date);
    }

    boolean any() {
        return etag != null || lastModified != null;
    }

    /** About how many bytes they take beside the fields that they are from. */
    int weight() {
        return (etag == null ? 0 : etag.length()) + (lastModified == null ? 0 : lastModified.length());
    }

    boolean strong() {
        return etag != null && !weak(etag);
    }

    static boolean weak(String tag) {
        return tag.startsWith(WEAK);
    }

    /** The comparison for which weak tags are as good (RFC 9110 section 8.8.3.2). */
    static boolean sameWeakly(@Nullable String one, @Nullable String other) {
        return one != null && other != null && opaque(one).equals(opaque(other));
    }

    private static String opaque(String tag) {
        return weak(tag) ? tag.substring(WEAK.length()) : tag;
    }
}
