package dev.portico.gateway.upstream;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service over HTTP/1.1 (RFC 9112), on pooled connections that are kept alive. TLS always verifies the certificate and
 * the host's name.
 */
public final class HttpUpstream implements Upstream, AutoCloseable {

    private static final int LARGEST_HEAD = 32 * 1024;

    private final Vertx vertx;
    private final String name;
    private final List<RequestOptions> instances;
    private final HttpClient pooled;
    private final HttpClient unpooled;
    private final Set<HttpConnection> unused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    public HttpUpstream(Vertx vertx, UpstreamSettings settings) {
        this.vertx = vertx;
        this.name = settings.name();
        this.instances =
                settings.instances().stream().map(HttpUpstream::instance).toList();
        var pool = new PoolOptions().setHttp1MaxSize(settings.connections()).setMaxWaitQueueSize(settings.queue());
        this.pooled = vertx.httpClientBuilder()
                .with(options(settings))
                .with(pool)
                .withConnectHandler(this::connected)
                .build();
        this.unpooled = vertx.httpClientBuilder()
                .with(options(settings).setKeepAlive(false))
                .with(pool)
                .withConnectHandler(HttpUpstream::prepare)
                .build();
    }

    @Override
    public Future<Reply> fetch(Call call) {
        return new Fetching(this, call).start();
    }

    /** Closes all connections, those in use too. */
    @Override
    public void close() {
        pooled.close();
        unpooled.close();
    }

    Vertx vertx() {
        return vertx;
    }

    String name() {
        return name;
    }

    int instances() {
        return instances.size();
    }

    HttpClient pooled() {
        return pooled;
    }

    /** Makes a connection for each request and closes it afterwards. */
    HttpClient unpooled() {
        return unpooled;
    }

    /** Where the next request goes. */
    RequestOptions nextInstance() {
        return new RequestOptions(instances.get(Math.floorMod(turn.getAndIncrement(), instances.size())));
    }

    /** Whether the connection had been used before this call took it. */
    boolean reused(HttpConnection connection) {
        return !unused.remove(connection);
    }

    private void connected(HttpConnection connection) {
        unused.add(connection);
        prepare(connection);
        connection.closeHandler(closed -> unused.remove(connection));
    }

    private static void prepare(HttpConnection connection) {
        OtherInterims.leaveOut(connection);
        connection.exceptionHandler(knownFromItsRequest -> {});
    }

    private static RequestOptions instance(URI url) {
        var tls = url.getScheme().equals("https");
        var port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return new RequestOptions()
                .setSsl(tls)
                .setHost(url.getHost())
                .setPort(port)
                .setServer(SocketAddress.inetSocketAddress(port, url.getHost()));
    }

    private static HttpClientOptions options(UpstreamSettings settings) {
        return new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.idleTimeout().toMillis())
                .setKeepAliveTimeout((int) Math.max(1, settings.idleTimeout().toSeconds()))
                .setMaxHeaderSize(LARGEST_HEAD)
                .setTcpNoDelay(true)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }
}
