package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.HopByHop;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Header fields in their order, ready to be written again and again: the hash of each name is made. */
final class StoredFields {

    /** What a cache writes itself, or must not keep (RFC 9111 section 3.1). */
    private static final Set<String> NEVER = Set.of("age", "proxy-authentication-info");

    /** RFC 9110 section 15.4.5. */
    private static final Set<String> OF_CONFIRMATIONS =
            Set.of("cache-control", "cdn-cache-control", "content-location", "date", "etag", "expires", "vary");

    private final List<AsciiString> names;
    private final List<String> values;

    private StoredFields(List<AsciiString> names, List<String> values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Those of an answer that may be kept.
     *
     * @param said what the answer says to this cache: it may withhold single fields (RFC 9111 section 5.2.2)
     */
    static StoredFields of(MultiMap headers, Directives said) {
        var hopByHop = HopByHop.of(headers.getAll("Connection"));
        var withheld = new TreeSet<>(NEVER);
        withheld.addAll(said.fields("private"));
        withheld.addAll(said.fields("no-cache"));
        return filtered(headers, name -> !hopByHop.includes(name) && !withheld.contains(folded(name)));
    }

    /** Those that say that a client holds the answer already. */
    StoredFields ofConfirmation() {
        var all = toMultiMap();
        return filtered(
                all,
                name -> OF_CONFIRMATIONS.contains(folded(name))
                        || folded(name).equals("last-modified") && !all.contains(Names.ETAG));
    }

    /** Without the fields of these names. */
    StoredFields without(Set<String> lowerCase) {
        return filtered(toMultiMap(), name -> !lowerCase.contains(folded(name)));
    }

    MultiMap toMultiMap() {
        var headers = MultiMap.caseInsensitiveMultiMap();
        writeTo(headers);
        return headers;
    }

    void writeTo(MultiMap headers) {
        for (int i = 0; i < names.size(); i++) {
            headers.add(names.get(i), values.get(i));
        }
    }

    /** About how many bytes they take. */
    int weight() {
        var weight = 0;
        for (int i = 0; i < names.size(); i++) {
            weight += 2 * names.get(i).length() + values.get(i).length() + 96;
        }
        return weight;
    }

    private static StoredFields filtered(MultiMap headers, Predicate<String> kept) {
        var names = new ArrayList<AsciiString>(headers.size());
        var values = new ArrayList<String>(headers.size());
        headers.forEach((name, value) -> {
            if (kept.test(name)) {
                names.add(new AsciiString(name));
                values.add(value);
            }
        });
        return new StoredFields(List.copyOf(names), List.copyOf(values));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
