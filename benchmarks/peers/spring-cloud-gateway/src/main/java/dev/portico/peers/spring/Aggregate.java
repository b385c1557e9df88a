package dev.portico.peers.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.filter.ratelimit.Bucket4jRateLimiter;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Four calls at once, trimmed to what the screen shows. */
@RestController
class Aggregate {

    private static final String LIMITS = "aggregate";

    private final WebClient upstream;
    private final Bucket4jRateLimiter limiter;

    Aggregate(
            WebClient.Builder clients,
            Bucket4jRateLimiter limiter,
            @Value("http://127.0.0.1:${UPSTREAM_PORT}") String upstream) {
        this.upstream = clients.baseUrl(upstream).build();
        this.limiter = limiter;
        var limits = limiter.newConfig();
        Gateway.limits(limits);
        limiter.getConfig().put(LIMITS, limits);
    }

    @GetMapping("/aggregate")
    Mono<ResponseEntity<Screen>> screen(
            @AuthenticationPrincipal Jwt caller,
            @RequestHeader(name = Gateway.REQUEST_ID, required = false) String requestId) {
        var id = Gateway.given(requestId);
        return limiter.isAllowed(LIMITS, caller.getSubject()).flatMap(verdict -> verdict.isAllowed()
                ? screen().map(screen -> ResponseEntity.ok().header(Gateway.REQUEST_ID, id).body(screen))
                : Mono.just(ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build()));
    }

    private Mono<Screen> screen() {
        return Mono.zip(
                        get("/users/u-1001", User.class),
                        get("/orders?user=u-1001&limit=10", Orders.class),
                        get("/products?limit=8", Products.class),
                        get("/payments?user=u-1001", Payments.class))
                .map(parts -> Screen.of(parts.getT1(), parts.getT2(), parts.getT3(), parts.getT4()));
    }

    private <T> Mono<T> get(String path, Class<T> type) {
        return upstream.get().uri(path).retrieve().bodyToMono(type);
    }

    record User(Name name, Loyalty loyalty) {}

    record Name(String given, String family) {}

    record Loyalty(String tier, int points) {}

    record Money(long amount, String currency) {}

    record Orders(List<Order> items) {}

    record Order(String id, String status, String placedAt, Totals totals) {}

    record Totals(Money grand) {}

    record Products(List<Product> items) {}

    record Product(String id, String name, Money price, List<Image> images) {

        /** The narrowest image that is wide enough, else the widest. */
        Optional<String> picture() {
            return images.stream()
                    .filter(image -> image.width() >= 320)
                    .min(Comparator.comparingInt(Image::width))
                    .or(() -> images.stream().max(Comparator.comparingInt(Image::width)))
                    .map(Image::url);
        }
    }

    record Image(String url, int width) {}

    record Payments(List<Payment> items) {}

    record Payment(String id, String orderId, Money amount, String dueAt) {}

    record Screen(Customer customer, List<OrderLine> orders, List<Card> recommended, List<Payment> openPayments) {

        record Customer(String name, String tier, int points) {}

        record OrderLine(String id, String status, String placedAt, Money total) {}

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        record Card(String id, String name, Money price, Optional<String> picture) {}

        static Screen of(User user, Orders orders, Products products, Payments payments) {
            var name = user.name().given() + " " + user.name().family();
            return new Screen(
                    new Customer(name, user.loyalty().tier(), user.loyalty().points()),
                    orders.items().stream()
                            .map(order -> new OrderLine(
                                    order.id(), order.status(), order.placedAt(), order.totals().grand()))
                            .toList(),
                    products.items().stream()
                            .map(product -> new Card(
                                    product.id(), product.name(), product.price(), product.picture()))
                            .toList(),
                    payments.items());
        }
    }
}
