package dev.portico.gateway.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The one spelling of a path (RFC 3986 section 6.2.2) that matching, authorisation, limits and the upstream's URL use.
 *
 * <p>Percent-encoded characters that a path may hold as they are get decoded and the hex digits of the others are written in
 * capitals, so that {@code /%70ay%3Anow} and {@code /pay:now} are one path. Everything that two servers are known to read in two ways is refused
 * rather than repaired: dot segments, empty segments, {@code ;} parameters, encoded slashes, backslashes, control
 * characters, double encodings and encodings that are not UTF-8.
 */
public sealed interface CanonicalPath {

    /** The path has one meaning, and this is it. */
    record Accepted(String path) implements CanonicalPath {}

    /** The path could be read in more than one way; {@code why} is a sentence for the caller. */
    record Ambiguous(String why) implements CanonicalPath {}

    static CanonicalPath of(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return new Ambiguous("The path has to start with a slash.");
        }
        var encoded = false;
        for (int i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c == '%') {
                encoded = true;
            } else if (!allowed(c)) {
                return new Ambiguous(why(c));
            }
        }
        if (!encoded) {
            return withSoundSegments(raw);
        }
        return decoded(raw);
    }

    private static CanonicalPath decoded(String raw) {
        var path = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c != '%') {
                path.append(c);
                continue;
            }
            var octet = octet(raw, i + 1);
            if (octet < 0) {
                return new Ambiguous("A % in the path has to be followed by two hexadecimal digits.");
            }
            if (octet == '/' || octet == ';' || octet == '\\' || octet < 0x20 || octet == 0x7f) {
                return new Ambiguous(
                        "The path must not hold an encoded slash, semicolon, backslash or control character.");
            }
            if (allowed((char) octet)) {
                path.append((char) octet);
            } else {
                path.append('%').append(hex(octet >> 4)).append(hex(octet & 0xf));
            }
            i += 2;
        }
        var canonical = path.toString();
        if (encodedTwice(canonical)) {
            return new Ambiguous("The path is percent-encoded twice.");
        }
        return utf8(canonical) ? withSoundSegments(canonical) : new Ambiguous("The path is not encoded as UTF-8.");
    }

    private static CanonicalPath withSoundSegments(String path) {
        for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
            var next = path.indexOf('/', slash + 1);
            var end = next < 0 ? path.length() : next;
            var length = end - slash - 1;
            if (length == 0 && next >= 0) {
                return new Ambiguous("The path must not hold an empty segment (//).");
            }
            if (path.startsWith(".", slash + 1) && (length == 1 || length == 2 && path.charAt(slash + 2) == '.')) {
                return new Ambiguous("The path must not hold the segments . or .. in any encoding.");
            }
        }
        return new Accepted(path);
    }

    /** Looked for in the canonical spelling, because {@code %25%32%65} is {@code %252e} as well. */
    private static boolean encodedTwice(String path) {
        for (int percent = path.indexOf("%25"); percent >= 0; percent = path.indexOf("%25", percent + 1)) {
            if (octet(path, percent + 3) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean utf8(String path) {
        var octets = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            var octet = path.charAt(i) == '%' ? octet(path, i + 1) : -1;
            if (octet >= 0x80) {
                octets.put((byte) octet);
                i += 2;
            } else {
                octets.put((byte) 'x');
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static int octet(String path, int at) {
        if (at + 1 >= path.length()) {
            return -1;
        }
        var high = Character.digit(path.charAt(at), 16);
        var low = Character.digit(path.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    private static boolean unreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** The characters of an RFC 3986 path, less the semicolon. */
    private static boolean allowed(char c) {
        return unreserved(c) || c == '/' || "!$&'()*+,=:@".indexOf(c) >= 0;
    }

    private static String why(char c) {
        return switch (c) {
            case ';' -> "The path must not hold ; parameters.";
            case '\\' -> "The path must not hold a backslash.";
            default -> "The path holds a character that has to be percent-encoded.";
        };
    }
}
