package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.portico.gateway.exchange.Caller;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTokensTest {

    private static final Caller ANN =
            new Caller.User("main", "ann", Set.of("customer", "admin"), Set.of("orders:read", "a"), FakeToken.TOKEN);

    private Instant now = Instant.ofEpochSecond(1_800_000_000);
    private final UpstreamTokens tokens = tokens(Optional.empty());

    @Test
    void a_token_says_who_is_calling_for_one_upstream_and_a_short_while() throws JoseException {
        var signed = signed(tokens.token(ANN, "orders"));
        assertThat(signed.getHeader("typ")).isEqualTo("portico-identity+jwt");
        assertThat(signed.getAlgorithmHeaderValue()).isEqualTo("ES256");
        assertThat(new JsonObject(signed.getUnverifiedPayload()))
                .isEqualTo(new JsonObject()
                        .put("iss", "https://bff.example")
                        .put("aud", "orders")
                        .put("sub", "ann")
                        .put("sub_issuer", "main")
                        .put("caller", "user")
                        .put("roles", List.of("admin", "customer"))
                        .put("scope", "a orders:read")
                        .put("iat", 1_800_000_000)
                        .put("exp", 1_800_000_060));
    }

    @Test
    void a_partner_is_told_apart_from_a_user() throws JoseException {
        var acme = new Caller.Partner("keys", "ann", Set.of(), Set.of(), FakeToken.TOKEN);
        var claims = new JsonObject(signed(tokens.token(acme, "orders")).getUnverifiedPayload());
        assertThat(claims.getString("caller")).isEqualTo("partner");
        assertThat(claims.getString("sub_issuer")).isEqualTo("keys");
    }

    @Test
    void nobody_has_no_token() {
        assertThat(tokens.token(Caller.anonymous(), "orders")).isEmpty();
    }

    @Test
    void a_token_is_verified_with_what_is_published() throws JoseException {
        var published = new JsonWebKeySet(tokens.published()).getJsonWebKeys();
        assertThat(published).hasSize(1);
        var key = published.getFirst();
        assertThat(key.getUse()).isEqualTo("sig");
        assertThat(key.getKey()).isInstanceOf(PublicKey.class);
        assertThat(new JsonObject(tokens.published()).encode()).doesNotContain("\"d\"");

        var signed = signed(tokens.token(ANN, "orders"));
        signed.setKey(key.getKey());
        assertThat(signed.getKeyIdHeaderValue()).isEqualTo(key.getKeyId());
        assertThat(signed.verifySignature()).isTrue();
    }

    @Test
    void a_token_serves_for_half_its_life() {
        var first = tokens.token(ANN, "orders");
        now = now.plusSeconds(29);
        assertThat(tokens.token(ANN, "orders")).isEqualTo(first);
        now = now.plusSeconds(1);
        assertThat(tokens.token(ANN, "orders")).isNotEqualTo(first);
    }

    @Test
    void another_upstream_and_what_a_caller_may_do_otherwise_make_another_token() {
        var fewer = new Caller.User("main", "ann", Set.of(), Set.of(), FakeToken.TOKEN);
        var elsewhere = new Caller.User("other", "ann", Set.of("customer", "admin"), Set.of("a"), FakeToken.TOKEN);
        assertThat(List.of(
                        tokens.token(ANN, "orders"),
                        tokens.token(ANN, "users"),
                        tokens.token(fewer, "orders"),
                        tokens.token(elsewhere, "orders")))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_key_of_the_table_is_the_same_in_each_instance() throws IOException, InterruptedException {
        var pem = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
        var one = tokens(Optional.of(SigningKey.of(pem)));
        var other = tokens(Optional.of(SigningKey.of(pem.replace("\n", " "))));
        assertThat(one.published()).isEqualTo(other.published());
    }

    @Test
    void a_scope_that_would_read_as_two_is_left_out_of_the_claim_and_a_role_stays_one() throws JoseException {
        var odd = new Caller.User(
                "main",
                "ann",
                Set.of("shop admin"),
                Set.of("orders:read admin", "a\tb", "ü", "", "plain"),
                FakeToken.TOKEN);
        var claims = new JsonObject(signed(tokens.token(odd, "orders")).getUnverifiedPayload());
        assertThat(claims.getString("scope")).isEqualTo("plain");
        assertThat(claims.getJsonArray("roles")).containsExactly("shop admin");
    }

    @Test
    void further_keys_are_published_behind_the_one_that_signs_each_once_under_its_thumbprint() throws Exception {
        var oldPem = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
        var old = SigningKey.of(oldPem);
        var fresh = SigningKey.generated();
        var before = tokens(Optional.of(old)).token(ANN, "orders");

        var rotated =
                tokens(Optional.of(fresh), PublicSigningKey.of(publicPem(old)), PublicSigningKey.of(publicPem(fresh)));
        var published = new JsonWebKeySet(rotated.published()).getJsonWebKeys();
        assertThat(published)
                .extracting(JsonWebKey::getKeyId)
                .containsExactly(
                        signed(rotated.token(ANN, "orders")).getKeyIdHeaderValue(),
                        signed(before).getKeyIdHeaderValue())
                .containsExactly(thumbprint(published.get(0)), thumbprint(published.get(1)));
        var signedBefore = signed(before);
        signedBefore.setKey(published.get(1).getKey());
        assertThat(signedBefore.verifySignature()).isTrue();
        assertThat(rotated.published()).doesNotContain("\"d\"");
    }

    @Test
    void only_public_keys_on_p_256_are_published_as_further_ones() throws Exception {
        var pem = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
        for (var wrong : List.of(
                "",
                "no base64!",
                pem,
                base64(Mint.RSA.getPublic()),
                base64(Mint.EC_384.getPublic()),
                base64(Mint.ED25519.getPublic()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PublicSigningKey.of(wrong))
                    .withMessageContaining("openssl pkey");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "no base64!", "-----BEGIN PRIVATE KEY-----"})
    void what_is_no_key_is_refused_without_being_shown(String pem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(pem))
                .withMessageContaining("openssl genpkey");
    }

    @Test
    void keys_of_other_kinds_are_refused() {
        for (var pair : List.of(Mint.RSA, Mint.EC_384, Mint.ED25519)) {
            var pem = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(pem));
        }
    }

    private static String thumbprint(JsonWebKey key) {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    private static String publicPem(SigningKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + base64(key.pair().getPublic()) + "\n-----END PUBLIC KEY-----\n";
    }

    private static String base64(PublicKey key) {
        return Base64.getMimeEncoder().encodeToString(key.getEncoded());
    }

    private UpstreamTokens tokens(Optional<SigningKey> key, PublicSigningKey... further) {
        return new UpstreamTokens(
                new UpstreamTokens.Settings(
                        "X-Portico-Identity",
                        "https://bff.example",
                        Duration.ofSeconds(60),
                        false,
                        key,
                        List.of(further)),
                () -> now);
    }

    private static JsonWebSignature signed(Optional<String> token) throws JoseException {
        var signed = new JsonWebSignature();
        signed.setCompactSerialization(token.orElseThrow());
        return signed;
    }

    /** As the documentation tells to make one. */
    private static String openssl(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("openssl"));
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var pem = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return pem;
    }
}
