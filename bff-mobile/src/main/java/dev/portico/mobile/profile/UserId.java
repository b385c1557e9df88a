package dev.portico.mobile.profile;

/** Which subjects of tokens can be users at all. */
public final class UserId {

    private UserId() {}

    /** Whether a path can name it: no encoding keeps a dot segment from being one (RFC 3986 section 6.2.2.3). */
    public static boolean is(String subject) {
        return !subject.isEmpty() && !subject.equals(".") && !subject.equals("..");
    }
}
