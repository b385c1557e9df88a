package dev.portico.peers.spring;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.caffeine.CaffeineProxyManager;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.ratelimit.Bucket4jRateLimiter;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** The gateway's routes, with the rate limiter that Spring Cloud Gateway brings beside the one for Redis. */
@SpringBootApplication
public class Gateway {

    static final String REQUEST_ID = "X-Request-Id";

    public static void main(String[] arguments) {
        SpringApplication.run(Gateway.class, arguments);
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder routes, @Value("http://127.0.0.1:${UPSTREAM_PORT}") String upstream) {
        KeyResolver address = exchange -> Mono.just(
                exchange.getRequest().getRemoteAddress().getAddress().getHostAddress());
        KeyResolver subject = exchange -> exchange.getPrincipal().map(java.security.Principal::getName);
        return routes.routes()
                .route("plain", route -> route.path("/plain/**")
                        .filters(filters -> filters.stripPrefix(1))
                        .uri(upstream))
                .route("limited", route -> route.path("/limited/**")
                        .filters(filters -> limited(filters, address).stripPrefix(1))
                        .uri(upstream))
                .route("verified", route -> route.path("/hs256/**", "/rs256/**")
                        .filters(filters -> filters.filter(userId()).stripPrefix(1))
                        .uri(upstream))
                .route("secured", route -> route.path("/secured/**")
                        .filters(filters -> limited(filters, subject)
                                .filter(userId())
                                .filter(requestId())
                                .stripPrefix(1))
                        .uri(upstream))
                .build();
    }

    private static GatewayFilterSpec limited(GatewayFilterSpec filters, KeyResolver key) {
        return filters.requestRateLimiter()
                .rateLimiter(Bucket4jRateLimiter.class, Gateway::limits)
                .configure(limiter -> limiter.setKeyResolver(key));
    }

    /** The figures of every rate limit of the benchmark: the work is done, and nobody is refused. */
    static void limits(Bucket4jRateLimiter.Config limits) {
        limits.setCapacity(100_000_000).setRefillPeriod(Duration.ofMinutes(1));
    }

    /** Where the limiter keeps its buckets. */
    @Bean
    @SuppressWarnings({"unchecked", "rawtypes"})
    AsyncProxyManager<String> buckets() {
        Caffeine<String, RemoteBucketState> cache = (Caffeine) Caffeine.newBuilder().maximumSize(100_000);
        return new CaffeineProxyManager<>(cache, Duration.ofMinutes(1)).asAsync();
    }

    private static GatewayFilter userId() {
        return (exchange, chain) -> exchange.getPrincipal()
                .flatMap(caller -> chain.filter(exchange.mutate()
                        .request(request -> request.headers(headers -> headers.set("X-User-Id", caller.getName())))
                        .build()));
    }

    private static GatewayFilter requestId() {
        return (exchange, chain) -> {
            var id = given(exchange.getRequest().getHeaders().getFirst(REQUEST_ID));
            // When the upstream's own header has been taken over.
            exchange.getResponse().beforeCommit(() -> {
                exchange.getResponse().getHeaders().set(REQUEST_ID, id);
                return Mono.empty();
            });
            return chain.filter(exchange.mutate()
                    .request(request -> request.headers(headers -> headers.set(REQUEST_ID, id)))
                    .build());
        };
    }

    static String given(String id) {
        return Optional.ofNullable(id).orElseGet(() -> UUID.randomUUID().toString());
    }
}
