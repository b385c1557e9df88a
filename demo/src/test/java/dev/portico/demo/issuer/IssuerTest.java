package dev.portico.demo.issuer;

import static dev.portico.demo.Client.get;
import static dev.portico.demo.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.Client;
import dev.portico.demo.Running;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

    @RegisterExtension
    static final Running running = new Running();

    private final Issuer issuer = running.demo.issuer();
    private final String url = running.demo.url("issuer");

    @Test
    void a_customer_s_token_verifies_against_the_published_keys() throws JoseException {
        var answer = json(get(url + "/token/customer"));
        var claims = verified(answer.getString("access_token"));

        assertThat(answer.getString("token_type")).isEqualTo("Bearer");
        assertThat(answer.getLong("expires_in")).isEqualTo(3600);
        assertThat(claims.getString("iss")).isEqualTo("http://localhost:" + running.demo.port("issuer"));
        assertThat(claims.getJsonArray("aud")).containsExactly("portico-web", "portico-mobile");
        assertThat(claims.getString("sub")).isEqualTo("u-1001");
        assertThat(claims.getJsonArray("groups")).containsExactly("customer");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(3600);
        assertThat(claims.getString("jti")).isNotBlank();
    }

    @Test
    void an_admin_has_both_roles_and_a_partner_has_scopes() throws JoseException {
        assertThat(verified(issuer.token("admin")).getJsonArray("groups")).containsExactly("admin", "customer");
        assertThat(verified(issuer.token("partner")).getString("scope"))
                .isEqualTo("orders:read orders:write products:read");
    }

    @Test
    void a_partner_s_token_is_for_the_app_of_partners_alone() throws JoseException {
        assertThat(verified(issuer.token("partner")).getString("aud")).isEqualTo("portico-partner");
        assertThat(verified(issuer.token("admin")).getJsonArray("aud")).doesNotContain("portico-partner");
    }

    @Test
    void odd_tokens_are_made_on_demand() throws JoseException {
        var query = "?ttl=-60&iss=http://elsewhere.test&aud=other&sub=u-1002&roles=a,b";
        var claims = verified(json(get(url + "/token/customer" + query)).getString("access_token"));

        assertThat(claims.getLong("exp")).isLessThan(claims.getLong("iat"));
        assertThat(claims.getString("iss")).isEqualTo("http://elsewhere.test");
        assertThat(claims.getString("aud")).isEqualTo("other");
        assertThat(claims.getString("sub")).isEqualTo("u-1002");
        assertThat(claims.getJsonArray("groups")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "999999999999", "-999999999999"})
    void a_time_to_live_that_cannot_be_is_a_400(String ttl) {
        assertThat(get(url + "/token/customer?ttl=" + ttl).statusCode()).isEqualTo(400);
    }

    @Test
    void a_foreign_key_carries_the_published_id_and_does_not_verify() throws JoseException {
        assertThat(verifies(issuer.signWithForeignKey(issuer.claims("customer"))))
                .isFalse();
        assertThat(verifies(json(get(url + "/token/customer?key=foreign")).getString("access_token")))
                .isFalse();
    }

    @Test
    void tokens_of_before_a_rotation_have_no_published_key() throws JoseException {
        var before = issuer.token("customer");
        var publishedBefore = published();
        issuer.rotateKey();

        assertThat(published()).isNotEqualTo(publishedBefore);
        assertThat(new VerificationJwkSelector().select(parsed(before), keys())).isNull();
        assertThat(verifies(issuer.token("customer"))).isTrue();
    }

    @Test
    void the_metadata_leads_to_the_keys() {
        var metadata = json(get(url + "/.well-known/openid-configuration"));

        assertThat(metadata.getString("issuer")).isEqualTo(issuer.url());
        assertThat(json(get(metadata.getString("jwks_uri"))).getJsonArray("keys"))
                .hasSize(1);
    }

    @Test
    void only_the_public_half_of_the_key_is_published() {
        assertThat(Client.objects(new JsonObject(published()).getJsonArray("keys")))
                .singleElement()
                .satisfies(key -> assertThat(key.fieldNames())
                        .containsExactlyInAnyOrderElementsOf(List.of("kty", "kid", "use", "alg", "n", "e")));
    }

    private JsonObject verified(String token) throws JoseException {
        assertThat(verifies(token)).isTrue();
        return new JsonObject(parsed(token).getUnverifiedPayload());
    }

    private boolean verifies(String token) throws JoseException {
        var signature = parsed(token);
        signature.setKey(new VerificationJwkSelector().select(signature, keys()).getKey());
        return signature.verifySignature();
    }

    private static JsonWebSignature parsed(String token) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        return signature;
    }

    private List<JsonWebKey> keys() throws JoseException {
        return new JsonWebKeySet(published()).getJsonWebKeys();
    }

    private String published() {
        return get(url + "/.well-known/jwks.json").body();
    }
}
