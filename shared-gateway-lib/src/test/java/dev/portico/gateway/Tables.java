package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;

/** Tables as a test writes them down: one wrong row each, among sound ones. */
final class Tables {

    private static final String UPSTREAMS = "upstreams: { orders: { urls: [http://orders:8080] } }\n";
    private static final String ROUTES = "routes: { home: { path: /home, access: anyone } }\n";

    private Tables() {}

    /** A row of routes under the name {@code orders}. */
    static String route(String keys) {
        return UPSTREAMS + "routes: { orders: { " + keys + " } }\n";
    }

    /** A row of routes that goes to the upstream {@code orders} and has these keys besides. */
    static String proxied(String keys) {
        return route("path: /api/orders/**, to: orders, access: caller, " + keys);
    }

    /** A row of limits under the name {@code browse}. */
    static String limit(String keys) {
        return UPSTREAMS + ROUTES + "limits: { browse: { " + keys + " } }\n";
    }

    /** A row of upstreams under the name {@code orders}. */
    static String upstream(String keys) {
        return ROUTES + "upstreams: { orders: { " + keys + " } }\n";
    }

    /** A row of issuers under the name {@code main}, with these keys besides issuer and audience. */
    static String issuer(String keys) {
        return with("identity: { issuers: { main: { issuer: https://login.example, audience: [portico], " + keys
                + " } } }");
    }

    /** A sound table, and this. */
    static String with(String section) {
        return UPSTREAMS + ROUTES + section + "\n";
    }

    /** The table does not compile, and the first complaint about it begins so. */
    static void assertRefused(String yaml, String complaint) {
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> compiled(yaml))
                .withMessageStartingWith("The gateway cannot start with gateway.yaml:\n  - " + complaint)
                .satisfies(invalid -> ComplaintStyle.assertReadable(invalid.getMessage()));
    }

    static CompiledTable compiled(String yaml) {
        return compiled(yaml, Map.of());
    }

    static CompiledTable compiled(String yaml, Map<String, String> variables) {
        return TableCompiler.compile(
                new TableFile("gateway.yaml", yaml), name -> Optional.ofNullable(variables.get(name)));
    }
}
