package dev.portico.peers.spring;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import reactor.netty.http.server.logging.AccessLog;

/** One access line and one count a request. */
@Configuration(proxyBeanMethods = false)
class Observed {

    @Bean
    NettyServerCustomizer accessLog() {
        return server -> server.accessLog(
                true,
                request -> AccessLog.create(
                        "{} {} {} {}", request.method(), request.uri(), request.status(), request.duration()));
    }

    /** The gateway counts what goes over its routes, so nothing else does; the aggregate is no route. */
    @Bean
    ObservationPredicate onlyTheAggregate() {
        return (name, context) -> context instanceof ServerRequestObservationContext request
                && request.getCarrier().getPath().value().equals("/aggregate");
    }
}
