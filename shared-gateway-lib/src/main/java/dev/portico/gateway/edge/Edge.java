package dev.portico.gateway.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.Surroundings;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import dev.portico.gateway.telemetry.AccessLog;
import dev.portico.gateway.telemetry.ClientSpans;
import dev.portico.gateway.telemetry.GatewayMetrics;
import dev.portico.gateway.telemetry.LineBatch;
import dev.portico.gateway.telemetry.ServerSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads the table at start, and mounts the gates in front of everything that the server serves. */
@Singleton
final class Edge {

    /** Quarkus orders filters by descending priority; its own authentication stands at 200. */
    private static final int BEFORE_EVERYTHING = 10_000;

    private static final long LONGEST_WAIT_OF_A_LINE_MS = 200;

    @Produces
    @Singleton
    GatewayMetrics metrics(MeterRegistry registry) {
        return new GatewayMetrics(registry);
    }

    void close(@Disposes GatewayMetrics metrics) {
        metrics.close();
    }

    @Produces
    @Singleton
    Gateway gateway(
            @ConfigProperty(name = "portico.gateway-file") Optional<String> place,
            Config variables,
            Surroundings surroundings) {
        var file = TableFile.find(place);
        var table = TableCompiler.compile(file, name -> variables.getOptionalValue(name, String.class));
        ScreenCheck.check(file.name(), table, Resource.all());
        return new Gateway(table, surroundings);
    }

    void close(@Disposes Gateway gateway) {
        gateway.close();
    }

    @Produces
    @Singleton
    Surroundings surroundings(
            Vertx vertx, ObjectMapper mapper, GatewayMetrics metrics, OpenTelemetry telemetry, SharedRedis redis) {
        return new Surroundings(vertx, mapper, metrics, new ClientSpans(telemetry), redis.commands(), redis.app());
    }

    void close(@Disposes Surroundings surroundings) {
        surroundings.cache().close();
        if (surroundings.redis() != null) {
            surroundings.redis().close();
        }
    }

    @Produces
    @Singleton
    @Startup
    ScreenFields screenFields() {
        return ScreenFields.documented();
    }

    @Produces
    @Singleton
    @DefaultBean
    GateList gateList() {
        return GateList::standard;
    }

    @Produces
    @Singleton
    Bookkeeping bookkeeping(
            GatewayMetrics metrics,
            LineBatch lines,
            OpenTelemetry telemetry,
            @ConfigProperty(name = "portico.access-log", defaultValue = "json") AccessLog.Format format) {
        return new Bookkeeping(
                metrics,
                switch (format) {
                    case JSON -> new AccessLog(format, lines);
                    case TEXT -> new AccessLog(format); // whoever develops sees each line when it comes
                },
                new ServerSpans(telemetry));
    }

    @Produces
    @Singleton
    LineBatch accessLines(Vertx vertx) {
        var lines = new LineBatch(AccessLog::write);
        vertx.setPeriodic(LONGEST_WAIT_OF_A_LINE_MS, tick -> lines.flush());
        return lines;
    }

    void writeLastLines(@Observes ShutdownEvent stopping, LineBatch lines) {
        lines.flush();
    }

    void mount(@Observes Filters filters, Gateway gateway, GateList gates, Bookkeeping bookkeeping) {
        var pipeline = Pipeline.of(gateway, gates);
        filters.register(context -> new Journey(context, pipeline, bookkeeping).begin(), BEFORE_EVERYTHING);
    }

    /** Upstreams fetch the keys where no client can reach, beside metrics and health. */
    void publishKeys(@Observes ManagementInterface management, Gateway gateway) {
        gateway.publishedKeys().ifPresent(keys -> management
                .router()
                .get("/.well-known/jwks.json")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/jwk-set+json")
                        .putHeader("Cache-Control", "max-age=300")
                        .end(keys)));
    }

    /** Operators say there what is to be forgotten. */
    void purge(@Observes ManagementInterface management, Gateway gateway, Surroundings surroundings) {
        management
                .router()
                .route("/cache/purge")
                .handler(BodyHandler.create(false).setBodyLimit(PurgeRequest.LARGEST))
                .handler(new PurgeCache(surroundings.cache(), gateway.upstreams()))
                .failureHandler(PurgeCache::failed);
    }

    /** What fails outside of any resource is answered as a problem too. */
    void answerFailures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(new FrameworkFailure());
    }
}
