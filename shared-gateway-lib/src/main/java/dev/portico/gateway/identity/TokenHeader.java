package dev.portico.gateway.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a signed JWT in compact form (RFC 7515 section 7.1) says of itself, read before any key is chosen. Believed only as
 * far as choosing goes. Header parameters by which a token would bring its own key or change how it is read are refused.
 */
sealed interface TokenHeader {

    /**
     * @param type {@code typ} in lower case and without {@code application/}; empty where it has none
     * @param claims the claims as JSON, sound in themselves
     * @param signatureOctets how long the signature is
     */
    record Legible(
            String algorithm, @Nullable String keyId, String type, String issuer, Json claims, int signatureOctets)
            implements TokenHeader {}

    record Illegible(String why) implements TokenHeader {}

    /** Longer tokens are refused before anything is done with them. */
    int LONGEST = 8192;

    Illegible TOO_LONG = new Illegible("It is longer than " + LONGEST + " characters.");

    /** Whether it is meant to be a JWT, a sound one or not; what is not may be a token without any structure. */
    static boolean isJwt(String token) {
        return token.startsWith(Parts.OBJECT) && token.indexOf('.') > 0 || hasThreeParts(token);
    }

    private static boolean hasThreeParts(String token) {
        var first = token.indexOf('.');
        var second = token.indexOf('.', first + 1);
        return first > 0 && second > first + 1 && second < token.length() - 1 && token.indexOf('.', second + 1) < 0;
    }

    static TokenHeader read(String token) {
        if (token.length() > LONGEST) {
            return TOO_LONG;
        }
        if (!hasThreeParts(token)) {
            return new Illegible("It does not have the three parts of a signed JWT.");
        }
        var first = token.indexOf('.');
        var second = token.indexOf('.', first + 1);
        try {
            var header = Json.of(Parts.text(token.substring(0, first)));
            var claims = Json.of(Parts.text(token.substring(first + 1, second)));
            return read(header, claims, Parts.octets(token.substring(second + 1)).length);
        } catch (IllegalArgumentException malformed) {
            return new Illegible("It is not a well-formed JWT.");
        }
    }

    private static TokenHeader read(Json header, Json claims, int signatureOctets) {
        if (Parts.REFUSED.stream().anyMatch(header::has)) {
            return new Illegible("Its header holds a parameter that is not accepted here.");
        }
        if (Parts.TEXTS.stream().anyMatch(name -> header.has(name) && header.text(name) == null)) {
            return new Illegible("Its header holds a parameter that is no text.");
        }
        var content = header.text("cty");
        if (content != null && Parts.mediaType(content).endsWith("jwt")) {
            return new Illegible("It holds another token.");
        }
        var algorithm = header.text("alg");
        var issuer = claims.text("iss");
        if (algorithm == null || issuer == null) {
            return new Illegible("It names no algorithm or no issuer.");
        }
        var type = header.text("typ");
        if (type != null && Parts.mediaType(type).isEmpty()) {
            return new Illegible("Its typ is none of an access token.");
        }
        return new Legible(
                algorithm,
                header.text("kid"),
                type == null ? "" : Parts.mediaType(type),
                issuer,
                claims,
                signatureOctets);
    }

    /** How the parts are written. */
    final class Parts {

        /** How an encoded header begins. */
        private static final String OBJECT = "eyJ";

        private static final Set<String> REFUSED =
                Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc", "epk");
        private static final List<String> TEXTS = List.of("alg", "kid", "typ", "cty");

        private Parts() {}

        /** Refuses every spelling but the canonical one, spare bits included (RFC 4648 section 3.5). */
        static byte[] octets(String part) {
            var octets = Base64.getUrlDecoder().decode(part);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(octets).equals(part)) {
                throw new IllegalArgumentException("not canonical base64url");
            }
            return octets;
        }

        /** Nothing but UTF-8, so that everybody who parses it parses the same. */
        static String text(String part) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets(part)))
                        .toString();
            } catch (CharacterCodingException malformed) {
                throw new IllegalArgumentException("not UTF-8", malformed);
            }
        }

        /** RFC 7515 section 4.1.9: names of media types, in any case, with or without their first word. */
        static String mediaType(String written) {
            var folded = written.toLowerCase(Locale.ROOT);
            return folded.startsWith("application/") ? folded.substring("application/".length()) : folded;
        }
    }
}
