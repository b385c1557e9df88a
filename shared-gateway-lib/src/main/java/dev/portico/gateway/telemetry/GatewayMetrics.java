package dev.portico.gateway.telemetry;

import dev.portico.gateway.exchange.CacheUse;
import dev.portico.gateway.exchange.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The meters of a gateway. Labels are names of rows and statuses, never anything that a client wrote, so their number is
 * bounded by the table.
 */
public final class GatewayMetrics implements AutoCloseable {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final AtomicInteger activeRequests = new AtomicInteger();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final Map<String, Map<Integer, Timer>> requests = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Timer>> upstreamCalls = new ConcurrentHashMap<>();
    private final Map<String, Map<CacheUse, Counter>> cacheUses = new ConcurrentHashMap<>();
    private final Map<String, Counter> shed = new ConcurrentHashMap<>();
    private final Map<String, Counter> sent = new ConcurrentHashMap<>();
    private final Map<String, Counter> received = new ConcurrentHashMap<>();
    private final Queue<Meter> watched = new ConcurrentLinkedQueue<>();

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        watch(
                "http.server.active.requests",
                "Requests that have come in and are not answered yet",
                activeRequests::get);
        watch("http.server.open.connections", "Open client connections that have sent a request", openConnections::get);
    }

    /** Shows a number whenever somebody looks. */
    public void watch(String name, String description, LongSupplier number) {
        watched.add(
                Gauge.builder(name, number::getAsLong).description(description).register(registry));
    }

    /** Shows a number that only grows. */
    public void watchCount(String name, String description, LongSupplier number) {
        watched.add(FunctionCounter.builder(name, number, LongSupplier::getAsLong)
                .description(description)
                .register(registry));
    }

    /** Takes them away: the registry outlives an app that starts again in the same process, and would show this one's. */
    @Override
    public void close() {
        watched.forEach(registry::remove);
    }

    /** Where further meters belong. */
    public MeterRegistry registry() {
        return registry;
    }

    public void requestBegan() {
        activeRequests.incrementAndGet();
    }

    public void requestEnded(Route route, int status, long nanos) {
        activeRequests.decrementAndGet();
        requests.computeIfAbsent(route.name(), row -> new ConcurrentHashMap<>())
                .computeIfAbsent(status, code -> requestTimer(route.name(), code))
                .record(Duration.ofNanos(nanos));
    }

    /** @param importance of the row */
    public void requestShed(Route route, String importance) {
        shed.computeIfAbsent(route.name(), row -> Counter.builder("gateway.requests.shed")
                        .description("Requests refused because an event loop was overloaded")
                        .tag("route", row)
                        .tag("importance", importance)
                        .register(registry))
                .increment();
    }

    /** @param use what the cache did with one read of a request to the row */
    public void cacheUsed(Route route, CacheUse use) {
        cacheUses
                .computeIfAbsent(route.name(), row -> new ConcurrentHashMap<>())
                .computeIfAbsent(use, how -> Counter.builder("gateway.cache.reads")
                        .description("What the cache did with reads, by row of the table that clients asked")
                        .tag("route", route.name())
                        .tag("outcome", how.word())
                        .register(registry))
                .increment();
    }

    public void connectionOpened() {
        openConnections.incrementAndGet();
    }

    public void connectionClosed() {
        openConnections.decrementAndGet();
    }

    /** @param outcome a status, or how the call failed */
    public void upstreamCallEnded(String upstream, String outcome, long nanos) {
        upstreamCalls
                .computeIfAbsent(upstream, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, how -> upstreamTimer(upstream, how))
                .record(Duration.ofNanos(nanos));
    }

    /** @param bytes the length of an answer's content, as the client got it */
    public void contentSent(Route route, long bytes) {
        sent.computeIfAbsent(
                        route.name(),
                        row -> bytes(
                                "http.server.response.body",
                                "Content of answers, as clients got it, by row of the table",
                                row))
                .increment((double) bytes);
    }

    /** What counts the bytes of content that upstreams answer calls of a row with; to be looked up once for each call. */
    Counter contentReceived(Route route) {
        return received.computeIfAbsent(
                route.name(),
                row -> bytes(
                        "http.client.response.body",
                        "Content of upstreams' answers, as they sent it, by row of the table",
                        row));
    }

    private Counter bytes(String name, String description, String route) {
        return Counter.builder(name)
                .description(description)
                .baseUnit("bytes")
                .tag("route", route)
                .register(registry);
    }

    private Timer requestTimer(String route, int status) {
        return Timer.builder("http.server.requests")
                .description("Time from a request's head to the end of its answer, by row of the table")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Timer upstreamTimer(String upstream, String outcome) {
        return Timer.builder("http.client.requests")
                .description(
                        "Time from the start of a call to the head of its answer, or all of a small one, by upstream")
                .tag("upstream", upstream)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
