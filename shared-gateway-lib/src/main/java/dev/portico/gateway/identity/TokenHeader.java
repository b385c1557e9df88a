package dev.portico.gateway.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a signed JWT in compact form (RFC 7515 section 7.1) says of itself, read before any key is chosen. Believed only as
 * far as choosing goes. Header parameters by which a token would bring its own key or change how it is read are refused.
 */
sealed interface TokenHeader {

    record Legible(String algorithm, @Nullable String keyId, String issuer) implements TokenHeader {}

    record Illegible(String why) implements TokenHeader {}

    /** Longer tokens are refused before anything is done with them. */
    int LONGEST = 8192;

    static TokenHeader read(String token) {
        if (token.length() > LONGEST) {
            return new Illegible("It is longer than " + LONGEST + " characters.");
        }
        var first = token.indexOf('.');
        var second = token.indexOf('.', first + 1);
        if (first <= 0 || second <= first + 1 || second == token.length() - 1 || token.indexOf('.', second + 1) >= 0) {
            return new Illegible("It does not have the three parts of a signed JWT.");
        }
        try {
            var header = Members.of(token.substring(0, first));
            var claims = Members.of(token.substring(first + 1, second));
            Members.decoded(token.substring(second + 1));
            if (header.holdsAny(Members.REFUSED)) {
                return new Illegible("Its header holds a parameter that is not accepted here.");
            }
            var algorithm = header.text("alg");
            var issuer = claims.text("iss");
            if (algorithm == null || issuer == null) {
                return new Illegible("It names no algorithm or no issuer.");
            }
            return new Legible(algorithm, header.text("kid"), issuer);
        } catch (IOException | IllegalArgumentException malformed) {
            return new Illegible("It is not a well-formed JWT.");
        }
    }

    /** The top-level members of one part of a token. */
    record Members(Map<String, String> texts, Set<String> names) {

        private static final Set<String> REFUSED = Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip");

        private static final JsonFactory JSON = new JsonFactoryBuilder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(20)
                        .maxNumberLength(100)
                        .build())
                .build();

        static byte[] decoded(String part) {
            var octets = Base64.getUrlDecoder().decode(part);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(octets).equals(part)) {
                throw new IllegalArgumentException("not canonical base64url");
            }
            return octets;
        }

        static Members of(String part) throws IOException {
            var texts = new HashMap<String, String>();
            var names = new HashSet<String>();
            try (var parser = JSON.createParser(decoded(part))) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("not a JSON object");
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    names.add(name);
                    if (parser.nextToken() == JsonToken.VALUE_STRING) {
                        texts.put(name, parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
                if (parser.nextToken() != null) {
                    throw new IOException("something after the JSON object");
                }
            }
            return new Members(texts, names);
        }

        @Nullable
        String text(String name) {
            return texts.get(name);
        }

        boolean holdsAny(Set<String> wanted) {
            return names.stream().anyMatch(wanted::contains);
        }
    }
}
