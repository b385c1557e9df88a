package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.SentRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scheme and host that the client used, where a trusted proxy tells them. */
class BelievedOriginTest {

    private static final List<Network> NETWORKS = List.of(Network.parse("10.0.0.0/8"));

    private final TrustedProxies proxies = new TrustedProxies(
            NETWORKS,
            TrustedProxies.Field.X_FORWARDED_FOR,
            Set.of(TrustedProxies.Told.SCHEME, TrustedProxies.Told.HOST));
    private final SentRequest behindProxy = SentRequest.get("/").from("10.0.0.1");

    @Test
    void the_nearest_trusted_proxy_tells_scheme_and_host() {
        var request = behindProxy
                .with("X-Forwarded-Proto", "http, https")
                .with("X-Forwarded-Host", "evil.example, www.shop.example:8443");
        assertThat(proxies.believedScheme(request)).isEqualTo("https");
        assertThat(proxies.believedHost(request)).isEqualTo("www.shop.example:8443");
    }

    @Test
    void forwarded_tells_them_in_its_own_words() {
        var request = behindProxy.with("Forwarded", "for=203.0.113.9;Proto=https;host=\"www.shop.example\"");
        var forwarded = new TrustedProxies(
                NETWORKS, TrustedProxies.Field.FORWARDED, Set.of(TrustedProxies.Told.SCHEME, TrustedProxies.Told.HOST));
        assertThat(forwarded.believedScheme(request)).isEqualTo("https");
        assertThat(forwarded.believedHost(request)).isEqualTo("www.shop.example");
    }

    @Test
    void what_the_proxy_does_not_maintain_is_not_believed() {
        var request = behindProxy
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "evil.example")
                .with("Forwarded", "for=1.1.1.1;proto=https;host=evil.example");
        for (var field : TrustedProxies.Field.values()) {
            var addressOnly = new TrustedProxies(NETWORKS, field, Set.of());
            assertThat(addressOnly.believedScheme(request)).isEqualTo("http");
            assertThat(addressOnly.believedHost(request)).isEqualTo("shop.example");
        }
        var scheme =
                new TrustedProxies(NETWORKS, TrustedProxies.Field.X_FORWARDED_FOR, Set.of(TrustedProxies.Told.SCHEME));
        assertThat(scheme.believedScheme(request)).isEqualTo("https");
        assertThat(scheme.believedHost(request)).isEqualTo("shop.example");
    }

    @Test
    void a_stranger_is_not_believed() {
        var request = SentRequest.get("/").with("X-Forwarded-Proto", "https").with("X-Forwarded-Host", "evil.example");
        assertThat(proxies.believedScheme(request)).isEqualTo("http");
        assertThat(proxies.believedHost(request)).isEqualTo("shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "javascript", "HTTPS;x", "", "\""})
    void an_unsound_scheme_is_not_believed(String scheme) {
        assertThat(proxies.believedScheme(behindProxy.with("X-Forwarded-Proto", scheme)))
                .isEqualTo("http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "user@evil", "a/b", "\"x\"", "caf\u00e9.example", "", "a;b"})
    void an_unsound_host_is_not_believed(String host) {
        assertThat(proxies.believedHost(behindProxy.with("X-Forwarded-Host", host)))
                .isEqualTo("shop.example");
    }
}
