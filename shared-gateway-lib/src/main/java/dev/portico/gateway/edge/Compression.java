package dev.portico.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an answer is compressed, and says so in its header fields (RFC 9110 sections 8.4, 8.8.1 and 12.5.3). An
 * answer that comes compressed stays as it is.
 *
 * @param acceptEncoding the lines of the request's field
 * @param ifNoneMatch the lines of the request's field: what the client has already
 */
record Compression(List<String> acceptEncoding, List<String> ifNoneMatch) {

    /** Below it, an answer fits into the packet that its head needs anyway. */
    static final int WORTHWHILE_BYTES = 1024;

    private static final String WEAK = "W/";

    private static final Pattern WEIGHT = Pattern.compile("[qQ]\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)");

    private static final Set<String> COMPRESSIBLE = Set.of(
            "application/json", "application/javascript", "application/xml", "application/x-ndjson", "image/svg+xml");

    /** What is about the very bytes of an answer, which have to stay as they are then. */
    private static final CharSequence[] ABOUT_THE_BYTES = {
        HttpHeaders.CONTENT_RANGE,
        HttpHeaders.createOptimized("content-digest"),
        HttpHeaders.createOptimized("repr-digest"),
        HttpHeaders.createOptimized("digest"),
        HttpHeaders.createOptimized("content-md5")
    };

    static Compression asked(MultiMap request) {
        return new Compression(request.getAll(HttpHeaders.ACCEPT_ENCODING), request.getAll(HttpHeaders.IF_NONE_MATCH));
    }

    /** @param length of the content in bytes, or -1 where only its Content-Length tells, if any */
    boolean choose(MultiMap headers, long length) {
        if ("identity".equalsIgnoreCase(headers.get(HttpHeaders.CONTENT_ENCODING))) {
            headers.remove(HttpHeaders.CONTENT_ENCODING);
        }
        if (!compressible(headers) || tiny(length < 0 ? declared(headers) : length)) {
            return false;
        }
        varies(headers);
        if (!accepted()) {
            return false;
        }
        headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.ACCEPT_RANGES);
        weaken(headers);
        return true;
    }

    /** What a client holds under a weakened tag is confirmed under that tag, or its cache would not know it again. */
    void confirm(MultiMap headers) {
        var tag = headers.get(HttpHeaders.ETAG);
        var held = items(ifNoneMatch);
        if (tag != null && held.contains(WEAK + tag) && (!held.contains(tag) || accepted())) {
            weaken(headers);
            varies(headers);
        }
    }

    /**
     * The tags of an If-Match as the upstream gave them. It compares strongly, so a tag that was weakened here would never
     * match there; one that the upstream itself made weak does not match either way.
     */
    static String strengthened(String ifMatch) {
        return ifMatch.replaceAll("(^|,)(\\s*)W/\"", "$1$2\"");
    }

    /** The bytes change, what they mean does not: a strong validator would be a lie. */
    static void weaken(MultiMap headers) {
        var tag = headers.get(HttpHeaders.ETAG);
        if (tag != null && !tag.startsWith(WEAK)) {
            headers.set(HttpHeaders.ETAG, WEAK + tag);
        }
    }

    private static void varies(MultiMap headers) {
        var named = items(headers.getAll(HttpHeaders.VARY));
        if (!holds(named, "*") && !holds(named, "Accept-Encoding")) {
            headers.add(HttpHeaders.VARY, "Accept-Encoding");
        }
    }

    private static boolean compressible(MultiMap headers) {
        return compressible(headers.get(HttpHeaders.CONTENT_TYPE))
                && !headers.contains(HttpHeaders.CONTENT_ENCODING)
                && !aboutTheBytes(headers)
                && !holds(items(headers.getAll(HttpHeaders.CACHE_CONTROL)), "no-transform");
    }

    private static boolean holds(List<String> items, String wanted) {
        for (var item : items) {
            if (item.equalsIgnoreCase(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean aboutTheBytes(MultiMap headers) {
        for (var name : ABOUT_THE_BYTES) {
            if (headers.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean compressible(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals("application/json")) {
            return true; // nearly always
        }
        var parameters = contentType.indexOf(';');
        var type = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return (type.startsWith("text/") && !type.equals("text/event-stream"))
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || COMPRESSIBLE.contains(type);
    }

    private static boolean tiny(long length) {
        return length >= 0 && length < WORTHWHILE_BYTES;
    }

    private static long declared(MultiMap headers) {
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length == null || !length.matches("\\d{1,18}") ? -1 : Long.parseLong(length);
    }

    /** Whether the client takes gzip. */
    boolean accepted() {
        var gzip = -1f;
        var any = 0f;
        var identity = 0f;
        for (var item : items(acceptEncoding)) {
            var semicolon = item.indexOf(';');
            var coding = semicolon < 0 ? item : item.substring(0, semicolon).strip();
            var weight =
                    semicolon < 0 ? 1 : weight(item.substring(semicolon + 1).strip());
            switch (coding.toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> gzip = Math.max(gzip, weight);
                case "identity" -> identity = weight;
                case "*" -> any = weight;
                default -> {}
            }
        }
        var wanted = gzip < 0 ? any : gzip;
        return wanted > 0 && wanted >= identity;
    }

    /** What cannot be read is not wanted. */
    private static float weight(String parameter) {
        if (parameter.isEmpty()) {
            return 1;
        }
        var value = WEIGHT.matcher(parameter);
        return value.matches() ? Float.parseFloat(value.group(1)) : 0;
    }

    /** The items of a list field; a comma in a tag would only part what is compared as a whole, and not match. */
    private static List<String> items(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        var items = new ArrayList<String>();
        for (var line : lines) {
            for (int from = 0, comma; from <= line.length(); from = comma + 1) {
                comma = line.indexOf(',', from);
                comma = comma < 0 ? line.length() : comma;
                var item = line.substring(from, comma).strip();
                if (!item.isEmpty()) {
                    items.add(item);
                }
            }
        }
        return items;
    }
}
