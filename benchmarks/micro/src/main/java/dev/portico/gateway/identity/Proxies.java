package dev.portico.gateway.identity;

import dev.portico.benchmarks.ClientRequest;
import java.util.List;
import java.util.Set;

/** No proxy in front of the gateway, or an ingress that is believed; and what that passes on. */
final class Proxies {

    static final TrustedProxies NONE = new TrustedProxies(List.of(), TrustedProxies.Field.X_FORWARDED_FOR, Set.of());

    static final TrustedProxies INGRESS = new TrustedProxies(
            List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")),
            TrustedProxies.Field.X_FORWARDED_FOR,
            Set.of(TrustedProxies.Told.SCHEME, TrustedProxies.Told.HOST));

    private Proxies() {}

    /** The request as the second of two trusted proxies sends it. */
    static ClientRequest passedOn(ClientRequest request) {
        return request.from("10.1.2.3")
                .with("X-Forwarded-For", "203.0.113.7, 10.9.8.7")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "shop.example.test");
    }
}
