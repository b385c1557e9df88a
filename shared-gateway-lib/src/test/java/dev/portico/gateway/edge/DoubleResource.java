package dev.portico.gateway.edge;

import dev.portico.gateway.identity.IssuerDouble;
import dev.portico.gateway.wire.UpstreamDouble;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Starts the upstream that all rows of the test table lead to, and finds an address where nobody listens. */
public final class DoubleResource implements QuarkusTestResourceLifecycleManager {

    private final UpstreamDouble upstream = UpstreamDouble.start();
    private final IssuerDouble issuer = IssuerDouble.start();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "upstream.url", upstream.url(),
                "issuer.url", issuer.url(),
                "nowhere.url", "http://127.0.0.1:" + closedPort());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(upstream, field -> field.getType().equals(UpstreamDouble.class));
    }

    @Override
    public void stop() {
        upstream.close();
        issuer.close();
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }
}
