package dev.portico.gateway;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.upstream.HttpUpstream;
import dev.portico.gateway.upstream.UpstreamSettings;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Calls to issuers, as to upstreams like any other: bounded in time and size, and no redirect is followed. */
final class IssuerCalls implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long LARGEST = 256 * 1024;
    private static final int CONNECTIONS = 8;
    private static final int QUEUE = 256;
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age=\"?(\\d{1,9})\\b");

    /**
     * What an issuer answered.
     *
     * @param freshFor what it says of how long that may be used (RFC 9111 section 5.2.2.1)
     */
    record Answer(String text, Optional<Duration> freshFor) {}

    private final Vertx vertx;
    private final Map<URI, HttpUpstream> upstreams = new ConcurrentHashMap<>();

    IssuerCalls(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Answer> get(URI address, String accepted) {
        return answer(
                "GET", address, Body.empty(), MultiMap.caseInsensitiveMultiMap().set("Accept", accepted));
    }

    /** @param credentials the value of {@code Authorization} */
    Future<Answer> post(URI address, String form, String credentials) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("Accept", "application/json")
                .set("Content-Type", "application/x-www-form-urlencoded")
                .set("Authorization", credentials);
        return answer("POST", address, new Body.Whole(Buffer.buffer(form)), headers);
    }

    private Future<Answer> answer(String method, URI address, Body body, MultiMap headers) {
        var deadline = Deadline.in(TIMEOUT);
        var call = new Call(
                method, target(address), headers, body, deadline, Exchange.of(new OwnRequest()), interim -> {});
        return upstream(address).fetch(call).compose(reply -> {
            if (reply.status() != 200) {
                reply.discard();
                return Future.failedFuture(new IOException("status " + reply.status()));
            }
            return reply.collect(vertx, LARGEST, deadline)
                    .map(content -> new Answer(new String(content, StandardCharsets.UTF_8), freshness(reply)));
        });
    }

    private static Optional<Duration> freshness(Reply reply) {
        var said = MAX_AGE.matcher(String.join(",", reply.headers().getAll("Cache-Control")));
        return said.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(said.group(1)))) : Optional.empty();
    }

    private static String target(URI address) {
        return (address.getRawPath().isEmpty() ? "/" : address.getRawPath())
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    private HttpUpstream upstream(URI address) {
        var origin = URI.create(address.getScheme() + "://" + address.getRawAuthority());
        return upstreams.computeIfAbsent(
                origin,
                each -> new HttpUpstream(
                        vertx,
                        new UpstreamSettings(
                                "issuer", List.of(each), CONNECTIONS, QUEUE, Duration.ofSeconds(2), TIMEOUT)));
    }

    @Override
    public void close() {
        upstreams.values().forEach(HttpUpstream::close);
    }
}
