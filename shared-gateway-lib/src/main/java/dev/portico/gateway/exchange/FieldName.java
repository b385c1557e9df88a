package dev.portico.gateway.exchange;

/**
 * The name of a header field as upstreams tell it from others. Frameworks fold spellings, so {@code X_User_Id} and
 * {@code x~user~id} may arrive there as {@code X-User-Id}; here they count as one.
 */
public final class FieldName {

    private FieldName() {}

    /** The one spelling of all names that frameworks treat as one: small letters, digits and hyphens. */
    public static String folded(String name) {
        char[] folded = null;
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (folded(c) != c) {
                folded = folded == null ? name.toCharArray() : folded;
                folded[i] = folded(c);
            }
        }
        return folded == null ? name : new String(folded);
    }

    /** Whether two names are spellings of one. */
    public static boolean same(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < one.length(); i++) {
            if (folded(one.charAt(i)) != folded(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name, in any spelling, goes on with {@code folded} from a place on. */
    public static boolean startsWith(String name, String folded, int from) {
        if (name.length() - from < folded.length()) {
            return false;
        }
        for (int i = 0; i < folded.length(); i++) {
            if (folded(name.charAt(from + i)) != folded.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A character of a name in that spelling. */
    public static char folded(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + 'a' - 'A');
        }
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? c : '-';
    }
}
