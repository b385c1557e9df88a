package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The request's fields on which an answer depends (RFC 9111 section 4.1), with the values that it was fetched with.
 *
 * @param names in small letters
 * @param values as {@link #normal} has them, in the order of the names
 */
record Vary(List<String> names, List<String> values) {

    static final String ACCEPT_ENCODING = "accept-encoding";

    /** The member that no request matches. */
    static final String ANYTHING = "*";

    /** How many characters of requests may be kept beside an answer. */
    static final int LARGEST = 4096;

    private static final int MEMBER_OVERHEAD = 112;

    private static final Vary NOTHING = new Vary(List.of(), List.of());

    /** A field that is absent; no field can be this. */
    private static final String ABSENT = "\u0000";

    /** Those in which neither case nor white space means anything. */
    private static final Set<String> NEGOTIATION =
            Set.of("accept", "accept-charset", "accept-encoding", "accept-language");

    static Vary of(MultiMap answer, MultiMap request) {
        var names = names(answer);
        return names.isEmpty()
                ? NOTHING
                : new Vary(
                        List.copyOf(names),
                        names.stream().map(name -> normal(name, request)).toList());
    }

    /** What an answer says it depends on; one that is coded depends on the codings that were asked for, said or not. */
    static Set<String> names(MultiMap answer) {
        var lines = answer.getAll(Names.VARY);
        var coded = answer.contains(Names.CONTENT_ENCODING);
        if (lines.isEmpty() && !coded) {
            return Set.of();
        }
        var names = new LinkedHashSet<String>();
        ListItems.of(lines).forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (coded) {
            names.add(ACCEPT_ENCODING);
        }
        return names;
    }

    /** How many characters of its request an answer would be kept with. */
    int length() {
        return values.stream().mapToInt(String::length).sum();
    }

    /** About how many bytes it takes. */
    int weight() {
        return 2 * (length() + names.stream().mapToInt(String::length).sum()) + MEMBER_OVERHEAD * names.size();
    }

    boolean matches(MultiMap request) {
        for (int i = 0; i < names.size(); i++) {
            if (!normal(names.get(i), request).equals(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** One spelling for all that mean the same for sure. */
    static String normal(String name, MultiMap request) {
        var lines = request.getAll(name);
        if (lines.isEmpty()) {
            return ABSENT;
        }
        if (NEGOTIATION.contains(name)) {
            var normal = lines.size() == 1 ? negotiating(lines.getFirst()) : negotiating(String.join(",", lines));
            return normal.indexOf(',') < 0 || normal.indexOf('"') >= 0 ? normal : ordered(normal, ofCodings(name));
        }
        return lines.size() == 1 && lines.getFirst().indexOf(',') < 0
                ? lines.getFirst().strip()
                : String.join(",", ListItems.of(lines));
    }

    /** In small letters, without empty members and the white space around separators; one pass, for each hit needs it. */
    private static String negotiating(String line) {
        var normal = new StringBuilder(line.length());
        var separated = true;
        var space = false;
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else if (c == ',' || c == ';' || c == '=') {
                if (c != ',' || !normal.isEmpty() && normal.charAt(normal.length() - 1) != ',') {
                    normal.append(c);
                }
                separated = true;
                space = false;
            } else {
                if (space && !separated) {
                    normal.append(' ');
                }
                normal.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
                separated = false;
                space = false;
            }
        }
        if (!normal.isEmpty() && normal.charAt(normal.length() - 1) == ',') {
            normal.setLength(normal.length() - 1);
        }
        return normal.toString();
    }

    private static boolean ofCodings(String name) {
        return name.equals(ACCEPT_ENCODING) || name.equals("accept-charset");
    }

    /**
     * What is wanted more stands first. Of what is wanted as much, the order means nothing in codings; in languages and
     * types servers do go by it.
     */
    private static String ordered(String list, boolean byName) {
        var members = list.split(",", -1);
        var byPreference = Comparator.comparingDouble(Vary::preference).reversed();
        Arrays.sort(members, byName ? byPreference.thenComparing(Comparator.naturalOrder()) : byPreference);
        return String.join(",", members);
    }

    private static double preference(String member) {
        var at = member.indexOf(";q=");
        if (at < 0) {
            return 1;
        }
        var end = member.indexOf(';', at + 1);
        try {
            return Double.parseDouble(member.substring(at + 3, end < 0 ? member.length() : end));
        } catch (NumberFormatException unclear) {
            return 0;
        }
    }
}
