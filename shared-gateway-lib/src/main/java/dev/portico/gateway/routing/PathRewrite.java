package dev.portico.gateway.routing;

/**
 * The path that an upstream gets: the canonical path less one prefix, behind another.
 *
 * @param strip a prefix of the row's path, without a slash at its end; empty strips nothing
 * @param prefix what to put in front, without a slash at its end; may be empty
 */
public record PathRewrite(String strip, String prefix) {

    public String apply(String canonicalPath) {
        return moved(canonicalPath, strip, prefix);
    }

    /** The path, with its query if it has one, under which a client finds what an upstream has under {@code target}. */
    public String undo(String target) {
        return below(target, prefix) ? moved(target, prefix, strip) : target;
    }

    private static boolean below(String target, String prefix) {
        var end = prefix.length();
        return prefix.isEmpty()
                || target.startsWith(prefix)
                        && (target.length() == end || target.charAt(end) == '/' || target.charAt(end) == '?');
    }

    private static String moved(String path, String from, String to) {
        if (from.isEmpty() && to.isEmpty()) {
            return path;
        }
        var moved = to + path.substring(from.length());
        return moved.startsWith("/") ? moved : "/" + moved;
    }
}
