package dev.portico.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.telemetry.ClientSpans;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.vertx.core.Vertx;

/** What a gateway needs of the process that it runs in. */
public record Surroundings(Vertx vertx, ObjectMapper mapper, GatewayMetrics metrics, ClientSpans spans) {}
