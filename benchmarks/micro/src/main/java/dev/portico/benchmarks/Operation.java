package dev.portico.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.Surroundings;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import dev.portico.gateway.telemetry.ClientSpans;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The table of a web app in operation, with an issuer whose tokens can be had here. */
public final class Operation implements AutoCloseable {

    private static final String TABLE = "/table.yaml";

    private final TokenMint mint = new TokenMint();
    private final Vertx vertx = Vertx.vertx();
    private final GatewayMetrics metrics = Meters.recording();
    private final Gateway gateway = opened();

    public Gateway gateway() {
        return gateway;
    }

    public GatewayMetrics metrics() {
        return metrics;
    }

    public TokenMint mint() {
        return mint;
    }

    @Override
    public void close() {
        gateway.close();
        vertx.close();
    }

    private Gateway opened() {
        var variables = Map.of("ISSUER", TokenMint.ISSUER, "AUDIENCE", TokenMint.AUDIENCE, "PUBLIC_KEY", mint.pem());
        var table = TableCompiler.compile(
                new TableFile("table.yaml", text()), name -> Optional.ofNullable(variables.get(name)));
        return new Gateway(
                table, new Surroundings(vertx, new ObjectMapper(), metrics, new ClientSpans(OpenTelemetry.noop())));
    }

    private static String text() {
        try (var file = Operation.class.getResourceAsStream(TABLE)) {
            if (file == null) {
                throw new IllegalStateException(TABLE + " is not packaged");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
