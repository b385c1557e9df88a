package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Mint.claims;
import static dev.portico.gateway.identity.Mint.claimsWith;
import static dev.portico.gateway.identity.Mint.claimsWithout;
import static dev.portico.gateway.identity.Mint.encoded;
import static dev.portico.gateway.identity.Mint.json;

import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/** Tokens of the issuer with the keys of {@link IssuerDouble}: good ones, and forged ones by what is wrong with them. */
final class TokenCases {

    private static final String CLAIMS = json(claims());

    private TokenCases() {}

    static String good() {
        return token("RS256", "rsa", Mint.RSA);
    }

    static String of(String subject) {
        return claiming("sub", subject);
    }

    /** A good one that gives its caller other names besides the id. */
    static String named(String name) {
        return rsaOf(CLAIMS.replace(
                "\"sub\":", "\"upn\":\"" + name + "\",\"preferred_username\":\"" + name + "\",\"sub\":"));
    }

    /** A good one of this many characters, or up to two fewer, for some numbers have no base64. */
    static String ofLength(int characters) {
        var padding = 3 * characters / 4;
        while (claiming("padding", "x".repeat(padding)).length() > characters) {
            padding--;
        }
        return claiming("padding", "x".repeat(padding));
    }

    static Map<String, String> sound() {
        var cases = new LinkedHashMap<String, String>();
        for (var algorithm : List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")) {
            cases.put(algorithm, token(algorithm, "rsa", Mint.RSA));
        }
        cases.put("ES256", token("ES256", "ec", Mint.EC));
        cases.put("ES384", token("ES384", "ec-384", Mint.EC_384));
        cases.put("ES512", token("ES512", "ec-521", Mint.EC_521));
        cases.put("EdDSA", token("EdDSA", "ed", Mint.ED25519));
        cases.put("Ed25519", token("Ed25519", "ed", Mint.ED25519));
        cases.put("no kid where one key fits", Mint.rs256(claims()));
        cases.put("typ at+jwt", headed("\"typ\":\"at+jwt\""));
        cases.put("typ application/at+jwt", headed("\"typ\":\"application/at+jwt\""));
        cases.put("typ jwt", headed("\"typ\":\"jwt\""));
        cases.put("x5t", headed("\"x5t\":\"abc\",\"x5t#S256\":\"abc\""));
        cases.put("one audience as a text", claiming("aud", "portico"));
        cases.put("cnf is null", rsaOf(CLAIMS.replace("\"sub\":", "\"cnf\":null,\"sub\":")));
        cases.put("token_use access", claiming("token_use", "access"));
        cases.put("no iat", rsa(claimsWithout("iat")));
        cases.put("a fraction of a second", claiming("exp", Mint.second() + 300.25));
        cases.put("expired within the leeway", claiming("exp", Mint.second() - 10));
        cases.put("further claims", claiming("https://shop.example/plan", Map.of("a", List.of(1, 2.5, true))));
        return cases;
    }

    static Map<String, String> forged() {
        var cases = new LinkedHashMap<String, String>();
        byAlgorithm(cases);
        cases.putAll(ForgedSignatures.cases());
        byHeader(cases);
        byClaims(cases);
        bySpelling(cases);
        return cases;
    }

    private static void byAlgorithm(Map<String, String> cases) {
        for (var none : List.of("none", "None", "NONE", "nOnE", "none ", "")) {
            cases.put(
                    "alg '" + none + "' without signature", encoded(header(none, "rsa")) + "." + encoded(CLAIMS) + ".");
            cases.put("alg '" + none + "' with one", signed(header(none, "rsa"), "RS256", Mint.RSA));
        }
        cases.put("alg RS256 and no signature", encoded(header("RS256", "rsa")) + "." + encoded(CLAIMS) + ".");
        var octets = new SecretKeySpec(Mint.RSA.getPublic().getEncoded(), "HmacSHA256");
        for (var shared : List.of("HS256", "HS384", "HS512")) {
            cases.put(shared + " with the public key", Mint.signed(header(shared, "rsa"), CLAIMS, shared, octets));
            cases.put(
                    shared + " with an empty secret",
                    Mint.signed(header(shared, "rsa"), CLAIMS, shared, new SecretKeySpec(new byte[1], "HmacSHA256")));
        }
        cases.put("PS256 signed as RS256", signed(header("PS256", "rsa"), "RS256", Mint.RSA));
        cases.put("RS256 signed as PS256", signed(header("RS256", "rsa"), "PS256", Mint.RSA));
        cases.put("RS512 signed as RS256", signed(header("RS512", "rsa"), "RS256", Mint.RSA));
        cases.put("ES256 by the name of an RSA key", signed(header("ES256", "rsa"), "ES256", Mint.EC));
        cases.put("RS256 by the name of an EC key", signed(header("RS256", "ec"), "RS256", Mint.RSA));
        cases.put("ES384 by the name of a P-256 key", signed(header("ES384", "ec"), "ES384", Mint.EC_384));
        cases.put("ES256K", header256K());
        cases.put("rs256 in lower case", signed(header("rs256", "rsa"), "RS256", Mint.RSA));
        cases.put("RSA1_5", signed(header("RSA1_5", "rsa"), "RS256", Mint.RSA));
        cases.put("another's key", signed(header("RS256", "rsa"), "RS256", Mint.FOREIGN_RSA));
        cases.put("a weak key", signed(header("RS256", "weak"), "RS256", Mint.rsa(8, 1024)));
        cases.put("ES256 with a signature of zeros", unsigned("ES256", "ec") + encoded(new byte[64]));
        cases.put("RS256 with a signature of zeros", unsigned("RS256", "rsa") + encoded(new byte[256]));
        cases.put("EdDSA with a signature of zeros", unsigned("EdDSA", "ed") + encoded(new byte[64]));
    }

    private static String header256K() {
        return signed(header("ES256K", "ec"), "ES256", Mint.EC);
    }

    private static void byHeader(Map<String, String> cases) {
        for (var parameter : List.of(
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"b64\":false",
                "\"b64\":false,\"crit\":[\"b64\"]",
                "\"zip\":\"DEF\"",
                "\"jku\":\"http://127.0.0.1:1/jwks\"",
                "\"x5u\":\"http://127.0.0.1:1/x5u\"",
                "\"x5c\":[\"MIIB\"]",
                "\"jwk\":" + Provider.jwk(Mint.RSA.getPublic()).toJson(),
                "\"cty\":\"JWT\"",
                "\"cty\":7",
                "\"typ\":\"JWE\"",
                "\"typ\":\"\"",
                "\"typ\":null",
                "\"typ\":\"at+jwt \"",
                "\"typ\":\"id+jwt\"",
                "\"typ\":\"logout+jwt\"",
                "\"typ\":\"dpop+jwt\"",
                "\"typ\":7",
                "\"alg\":\"RS256\"",
                "\"kid\":\"rsa\"")) {
            cases.put("header with " + parameter, headed(parameter));
        }
        cases.put(
                "embedded key",
                signed(
                        "{\"alg\":\"RS256\",\"jwk\":"
                                + Provider.jwk(Mint.FOREIGN_RSA.getPublic()).toJson() + "}",
                        "RS256",
                        Mint.FOREIGN_RSA));
        for (var kid : List.of(
                "../../../../dev/null",
                "/dev/null",
                "' OR '1'='1",
                "rsa\\u0000",
                "RSA",
                "",
                " rsa",
                "${jndi:ldap://127.0.0.1:1/a}")) {
            cases.put("kid " + kid, signed("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", "RS256", Mint.RSA));
        }
        for (var kid : List.of("7", "null", "[\"rsa\"]", "{}", "true")) {
            cases.put("kid is " + kid, signed("{\"alg\":\"RS256\",\"kid\":" + kid + "}", "RS256", Mint.RSA));
        }
        cases.put("a huge kid", signed(header("RS256", "rsa" + "x".repeat(4000)), "RS256", Mint.RSA));
        cases.put("header with a byte order mark", signed("\ufeff" + header("RS256", "rsa"), "RS256", Mint.RSA));
        cases.put("an object before the header", signed("{} " + header("RS256", "rsa"), "RS256", Mint.RSA));
        cases.put("alg is a number", signed("{\"alg\":256,\"kid\":\"rsa\"}", "RS256", Mint.RSA));
        cases.put("alg is a list", signed("{\"alg\":[\"RS256\"],\"kid\":\"rsa\"}", "RS256", Mint.RSA));
        cases.put("no alg", signed("{\"kid\":\"rsa\"}", "RS256", Mint.RSA));
        cases.put("header is a list", signed("[]", "RS256", Mint.RSA));
        cases.put("header is no JSON", signed("alg=RS256", "RS256", Mint.RSA));
    }

    private static void byClaims(Map<String, String> cases) {
        for (var name : List.of("iss", "aud", "exp", "sub")) {
            cases.put("no " + name, rsa(claimsWithout(name)));
            cases.put(name + " is a list of lists", claiming(name, List.of(List.of("a"))));
            cases.put(name + " is true", claiming(name, true));
        }
        cases.put("another issuer", claiming("iss", "https://evil.example"));
        cases.put("an issuer with a slash more", claiming("iss", Mint.ISSUER + "/"));
        cases.put("another audience", claiming("aud", "another"));
        cases.put("no audience", claiming("aud", List.of()));
        cases.put("an audience in an object", claiming("aud", Map.of("portico", "portico")));
        cases.put("an audience that begins so", claiming("aud", "portico.example"));
        cases.put("audiences in one text", claiming("aud", "portico other"));
        cases.put("an audience in capitals", claiming("aud", "PORTICO"));
        cases.put("expired", claiming("exp", Mint.second() - 60));
        cases.put("exp as a text", claiming("exp", Long.toString(Mint.second() + 300)));
        cases.put("exp beyond counting", claiming("exp", 1e300));
        for (var number : List.of("1e400", "-1e400", "NaN", "Infinity", "0x7fffffff", "+1", "9".repeat(300), "null")) {
            for (var name : List.of("exp", "nbf", "iat")) {
                var claims = Mint.json(claimsWithout(name));
                cases.put(name + " is " + number, rsaOf("{\"" + name + "\":" + number + "," + claims.substring(1)));
            }
        }
        cases.put("exp before 1970", claiming("exp", -1));
        cases.put("not yet valid", claiming("nbf", Mint.second() + 120));
        cases.put("nbf as a text", claiming("nbf", "0"));
        cases.put("issued tomorrow", claiming("iat", Mint.second() + 86_400));
        cases.put("iat as a text", claiming("iat", "now"));
        cases.put("sub with a line break", claiming("sub", "alice\r\nX-User-Role: admin"));
        cases.put("sub is empty", claiming("sub", ""));
        cases.put("an ID token", claiming("at_hash", "x"));
        cases.put("an ID token of Keycloak", claiming("typ", "ID"));
        cases.put("a refresh token", claiming("typ", "Refresh"));
        cases.put("a refresh token of Cognito", claiming("token_use", "refresh"));
        cases.put("an ID token of Cognito", claiming("token_use", "id"));
        cases.put("a refresh token by its type", claiming("token_type", "refresh_token"));
        cases.put("a token bound to a key", claiming("cnf", Map.of("jkt", "x")));
        cases.put("sub twice", rsaOf(CLAIMS.replace("\"sub\":\"alice\"", "\"sub\":\"alice\",\"sub\":\"admin\"")));
        cases.put("exp twice", rsaOf(CLAIMS.replace("\"exp\":", "\"exp\":1,\"exp\":")));
        cases.put("claims are a list", rsaOf("[" + CLAIMS + "]"));
        cases.put("something behind the claims", rsaOf(CLAIMS + "{}"));
        cases.put("claims with a byte order mark", rsaOf("\ufeff" + CLAIMS));
        cases.put("claims are a token", rsaOf(good()));
        cases.put("claims changed after signing", changed());
    }

    private static void bySpelling(Map<String, String> cases) {
        var good = good();
        cases.put("padded", good + "==");
        cases.put("spare bits", good.substring(0, good.length() - 1) + (char) (good.charAt(good.length() - 1) + 1));
        cases.put("the other alphabet", good.replaceFirst("\\.", "+/."));
        cases.put("blanks of JSON between the parts", good.replaceFirst("\\.", " ."));
        cases.put("a dot behind", good + ".");
        cases.put("a dot in front", "." + good);
        cases.put("two dots", good.replaceFirst("\\.", ".."));
        cases.put("padded parts", good.replace(".", "=."));
        cases.put("quoted", "\"" + good + "\"");
        cases.put("percent-encoded", good.replace(".", "%2E"));
        cases.put("twice", good + " " + good);
        cases.put("the scheme twice", "Bearer " + good);
        cases.put("a tab in front", "\t" + good);
        cases.put("a tab in it", good.replaceFirst("\\.", ".\t"));
        cases.put("the alphabet of base64", inBase64());
        cases.put("an encrypted token", "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AAAA.AAAA.AAAA.AAAA");
        cases.put("four parts", good + ".AAAA");
        cases.put("five parts", "a.b.c.d.e");
        cases.put("two parts", good.substring(0, good.lastIndexOf('.')));
        cases.put("an empty header", good.substring(good.indexOf('.')));
        cases.put("a signature cut short", good.substring(0, good.length() - 4));
        cases.put("a signature with more behind", good + "AAAA");
        cases.put("much too long", rsa(claimsWith("padding", "x".repeat(40_000))));
        cases.put("too long", rsa(claimsWith("padding", "x".repeat(9000))));
        cases.put("JSON serialization", "{\"payload\":\"" + good.split("\\.", -1)[1] + "\"}");
    }

    /** A signature that has one of the two characters by which the alphabets differ. */
    private static String inBase64() {
        for (int i = 0; ; i++) {
            var token = rsa(claimsWith("nonce", i));
            if (token.indexOf('-') >= 0 || token.indexOf('_') >= 0) {
                return token.replace('-', '+').replace('_', '/');
            }
        }
    }

    private static String changed() {
        var parts = good().split("\\.", -1);
        return parts[0] + "." + encoded(json(claimsWith("sub", "admin"))) + "." + parts[2];
    }

    private static String claiming(String name, Object value) {
        return rsa(claimsWith(name, value));
    }

    private static String rsa(Map<String, Object> claims) {
        return rsaOf(json(claims));
    }

    private static String rsaOf(String claims) {
        return Mint.signed(header("RS256", "rsa"), claims, "RS256", Mint.RSA.getPrivate());
    }

    private static String headed(String parameter) {
        return signed("{\"alg\":\"RS256\",\"kid\":\"rsa\"," + parameter + "}", "RS256", Mint.RSA);
    }

    private static String token(String algorithm, String kid, KeyPair pair) {
        return signed(header(algorithm, kid), algorithm, pair);
    }

    private static String signed(String header, String algorithm, KeyPair pair) {
        return Mint.signed(header, CLAIMS, algorithm, pair.getPrivate());
    }

    private static String unsigned(String algorithm, String kid) {
        return encoded(header(algorithm, kid)) + "." + encoded(CLAIMS) + ".";
    }

    private static String header(String algorithm, String kid) {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}";
    }
}
