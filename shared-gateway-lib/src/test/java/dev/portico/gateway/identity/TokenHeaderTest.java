package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any key is looked at; each token here is properly signed. */
class TokenHeaderTest {

    private static final String CLAIMS = Mint.json(Mint.claims());

    @Test
    void a_header_names_algorithm_key_and_issuer() {
        var header = legible("{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}");
        assertThat(header.algorithm()).isEqualTo("RS256");
        assertThat(header.keyId()).isEqualTo("k1");
        assertThat(header.type()).isEqualTo("jwt");
        assertThat(header.issuer()).isEqualTo(Mint.ISSUER);
        assertThat(header.claims().written()).isEqualTo(CLAIMS);
        assertThat(header.signatureOctets()).isEqualTo(256);
    }

    @Test
    void a_key_id_and_a_type_are_optional() {
        var header = legible("{\"alg\":\"RS256\"}");
        assertThat(header.keyId()).isNull();
        assertThat(header.type()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JWT, jwt", "jwt, jwt", "at+jwt, at+jwt", "application/at+jwt, at+jwt", "APPLICATION/AT+JWT, at+jwt"})
    void a_type_is_that_of_a_media_type_in_any_case(String written, String type) {
        assertThat(legible("{\"alg\":\"RS256\",\"typ\":\"" + written + "\"}").type())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"kid\":{\"a\":[1]}",
                "\"kid\":7",
                "\"kid\":null",
                "\"kid\":[\"k1\"]",
                "\"typ\":7",
                "\"typ\":null",
                "\"cty\":[]",
                "\"cty\":true"
            })
    void a_header_parameter_that_is_no_text_where_it_has_to_be_is_refused(String parameter) {
        assertThat(why(token("{\"alg\":\"RS256\"," + parameter + "}", CLAIMS)))
                .isEqualTo("Its header holds a parameter that is no text.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "application/jwt", "at+jwt", "Application/JWT"})
    void a_token_inside_of_a_token_is_refused(String content) {
        assertThat(why(token("{\"alg\":\"RS256\",\"cty\":\"" + content + "\"}", CLAIMS)))
                .isEqualTo("It holds another token.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x5t\":\"abc\"", "\"x5t#S256\":\"abc\"", "\"of\":{\"ours\":1}", "\"cty\":\"json\""})
    void a_parameter_that_changes_nothing_is_passed_over(String parameter) {
        TokensTest.proven(TokensTest.trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256)
                .verify(token("{\"alg\":\"RS256\"," + parameter + "}", CLAIMS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/"})
    void a_type_that_says_nothing_is_not_the_same_as_none(String type) {
        assertThat(why(token("{\"alg\":\"RS256\",\"typ\":\"" + type + "\"}", CLAIMS)))
                .isEqualTo("Its typ is none of an access token.");
    }

    @Test
    void only_utf_8_is_read() {
        var utf16 = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_16BE));
        var marked = Mint.encoded("\ufeff{\"alg\":\"RS256\"}");
        var broken = Mint.encoded(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'});
        for (var part : List.of(utf16, marked, broken)) {
            assertThat(why(part + "." + Mint.encoded(CLAIMS) + ".AAAA")).isEqualTo("It is not a well-formed JWT.");
            assertThat(why(Mint.encoded("{\"alg\":\"RS256\"}") + "." + part + ".AAAA"))
                    .isEqualTo("It is not a well-formed JWT.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"b64\":false",
                "\"b64\":true",
                "\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "\"jku\":\"https://evil.example/jwks\"",
                "\"x5u\":\"https://evil.example/cert\"",
                "\"x5c\":[\"MIIB\"]",
                "\"zip\":\"DEF\"",
                "\"enc\":\"A256GCM\"",
                "\"epk\":{}",
                "\"crit\":null",
                "\"\\u006aku\":\"https://evil.example/jwks\""
            })
    void a_token_that_brings_its_own_key_or_reading_is_refused(String parameter) {
        var token = token("{\"alg\":\"RS256\"," + parameter + "}", CLAIMS);
        assertThat(why(token)).isEqualTo("Its header holds a parameter that is not accepted here.");
        TokensTest.rejected(TokensTest.trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256)
                .verify(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"https://login.example\",\"iss\":\"https://evil.example\"}",
                "{\"iss\":\"https://login.example\",\"sub\":\"alice\",\"sub\":\"admin\"}",
                "{\"iss\":\"https://login.example\",\"a\":{\"b\":1,\"b\":2}}",
                "{\"iss\":\"https://login.example\",\"\\u0069ss\":\"https://evil.example\"}"
            })
    void duplicate_claims_are_refused(String claims) {
        assertThat(why(token("{\"alg\":\"RS256\"}", claims))).isEqualTo("It is not a well-formed JWT.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"a\"",
                "7",
                "null",
                "",
                "{",
                "{\"alg\":\"RS256\"}{}",
                "{\"alg\":\"RS256\"} x",
                "{alg:RS256}",
                "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                "\u0000"
            })
    void a_header_that_is_no_single_json_object_is_refused(String header) {
        assertThat(TokenHeader.read(token(header, CLAIMS))).isInstanceOf(TokenHeader.Illegible.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"iss\":7}", "{\"iss\":null}", "{\"iss\":[\"https://login.example\"]}"})
    void a_token_that_names_no_issuer_is_refused(String claims) {
        assertThat(why(token("{\"alg\":\"RS256\"}", claims))).isEqualTo("It names no algorithm or no issuer.");
    }

    @Test
    void a_token_that_names_no_algorithm_is_refused() {
        assertThat(why(token("{\"typ\":\"JWT\"}", CLAIMS))).isEqualTo("It names no algorithm or no issuer.");
        assertThat(why(token("{\"alg\":256}", CLAIMS))).isEqualTo("Its header holds a parameter that is no text.");
    }

    @Test
    void claims_nested_deeper_than_any_issuer_nests_them_are_refused() {
        var deep = "{\"iss\":\"https://login.example\",\"a\":" + "[".repeat(30) + "]".repeat(30) + "}";
        assertThat(why(token("{\"alg\":\"RS256\"}", deep))).isEqualTo("It is not a well-formed JWT.");
    }

    @Test
    void a_number_longer_than_any_issuer_writes_it_is_refused() {
        var huge = "{\"iss\":\"https://login.example\",\"exp\":" + "9".repeat(200) + "}";
        assertThat(TokensTest.rejected(TokensTest.trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256)
                        .verify(token("{\"alg\":\"RS256\"}", huge))))
                .startsWith("It is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.b", "a.b.", ".b.c", "a..c", "a.b.c.d", "a.b.c.d.e", "a.b.c."})
    void what_does_not_have_three_parts_is_refused(String token) {
        assertThat(why(token)).isEqualTo("It does not have the three parts of a signed JWT.");
    }

    @Test
    void only_the_canonical_spelling_of_base64url_is_read() {
        var token = token("{\"alg\":\"RS256\"}", CLAIMS);
        assertThat(TokenHeader.read(token)).isInstanceOf(TokenHeader.Legible.class);

        assertThat(why(token + "=")).isEqualTo("It is not a well-formed JWT.");
        assertThat(why(token + "==")).isEqualTo("It is not a well-formed JWT.");
        assertThat(why(token.replaceFirst("\\.", "=."))).isEqualTo("It is not a well-formed JWT.");
        assertThat(why(token + " ")).isEqualTo("It is not a well-formed JWT.");
        assertThat(why(token + "+/")).isEqualTo("It is not a well-formed JWT.");
        assertThat(why(withOtherSpareBits(token))).isEqualTo("It is not a well-formed JWT.");
    }

    @Test
    void a_token_longer_than_8192_characters_is_refused_unread() {
        assertThat(why("a".repeat(8193))).isEqualTo("It is longer than 8192 characters.");
        assertThat(why("a".repeat(8192))).contains("three parts");
    }

    /** 256 octets leave four bits of the last character unused; decoders ignore what stands there. */
    private static String withOtherSpareBits(String token) {
        var last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (char) (last + 1);
    }

    private static String token(String header, String claims) {
        return Mint.signed(header, claims, "RS256", Mint.RSA.getPrivate());
    }

    private static TokenHeader.Legible legible(String header) {
        return (TokenHeader.Legible) TokenHeader.read(token(header, CLAIMS));
    }

    private static String why(String token) {
        return switch (TokenHeader.read(token)) {
            case TokenHeader.Illegible(var why) -> why;
            case TokenHeader.Legible legible -> throw new AssertionError(legible);
        };
    }
}
