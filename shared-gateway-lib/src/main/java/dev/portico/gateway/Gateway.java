package dev.portico.gateway;

import dev.portico.gateway.admission.Admit;
import dev.portico.gateway.admission.Plans;
import dev.portico.gateway.admission.Shed;
import dev.portico.gateway.admission.Usage;
import dev.portico.gateway.browser.CheckOrigin;
import dev.portico.gateway.browser.HardenAnswers;
import dev.portico.gateway.cache.CachedUpstream;
import dev.portico.gateway.cache.CachingUpstream;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.identity.ApiKeys;
import dev.portico.gateway.identity.Authenticate;
import dev.portico.gateway.identity.Authorize;
import dev.portico.gateway.identity.IdentifyRequest;
import dev.portico.gateway.identity.Introspection;
import dev.portico.gateway.identity.Issuers;
import dev.portico.gateway.identity.LocateClient;
import dev.portico.gateway.identity.OutboundIdentity;
import dev.portico.gateway.identity.Tokens;
import dev.portico.gateway.identity.UpstreamTokens;
import dev.portico.gateway.routing.MatchRoute;
import dev.portico.gateway.telemetry.GatewayMetrics;
import dev.portico.gateway.telemetry.ObservedUpstream;
import dev.portico.gateway.upstream.HttpUpstream;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One table in operation: its gates, its upstreams, its issuers. A request that began with a snapshot keeps it.
 *
 * <p>Safe for use by any thread.
 */
public final class Gateway implements AutoCloseable {

    private final CompiledTable table;
    private final Surroundings surroundings;
    private final Map<String, Upstream> upstreams = new HashMap<>();
    private final List<HttpUpstream> connected = new ArrayList<>();
    private final Map<String, JsonClient> clients = new ConcurrentHashMap<>();
    private final PublishedKeys keys;
    private final Map<String, List<String>> originsOf = new HashMap<>();
    private final Issuers issuers;
    private final Tokens tokens;
    private final @Nullable KeptApiKeys apiKeys;
    private final LoopLimits loops;
    private final Plans plans;
    private final Optional<UpstreamTokens> upstreamTokens;
    private final OutboundIdentity outboundIdentity;

    public Gateway(CompiledTable table, Surroundings surroundings) {
        this.table = table;
        this.surroundings = surroundings;
        this.loops = new LoopLimits(table.loadShedding());
        surroundings
                .cache()
                .memory()
                .bound(table.cache().memory(), table.cache().largest());
        watch(surroundings.metrics());
        for (var settings : table.upstreams()) {
            originsOf.put(
                    settings.name(),
                    settings.instances().stream().map(Gateway::origin).toList());
            var upstream = new HttpUpstream(surroundings.vertx(), settings);
            connected.add(upstream);
            upstreams.put(settings.name(), cached(settings.name(), observed(settings.name(), upstream)));
        }
        this.keys = new PublishedKeys(surroundings.vertx());
        this.issuers = new Issuers(table.issuers().stream()
                .map(settings -> settings.with(keys.of(settings)))
                .toList());
        this.tokens = new Tokens(issuers, table.introspection().map(this::introspection), InstantSource.system());
        this.apiKeys = table.apiKeys() == null ? null : KeptApiKeys.of(table.apiKeys(), surroundings);
        this.plans = new Plans(table.plans(), table.rows().limitsByRoute(true), System::nanoTime);
        this.upstreamTokens =
                table.upstreamToken().map(settings -> new UpstreamTokens(settings, InstantSource.system()));
        this.outboundIdentity = new OutboundIdentity(table.identityHeaders(), upstreamTokens, table.trustedProxies());
    }

    /** Gives each request its id. */
    public Gate identifyRequest() {
        return new IdentifyRequest(ThreadLocalRandom::current);
    }

    /** Finds the client's address behind trusted proxies. */
    public Gate locateClient() {
        return new LocateClient(table.trustedProxies());
    }

    /** Answers preflights and tells browsers which pages may read answers, as {@code cors} of the table says. */
    public Gate checkOrigin() {
        return new CheckOrigin(table.cors());
    }

    /** Tells browsers what they must not do with answers. */
    public Gate hardenAnswers() {
        return new HardenAnswers(table.trustedProxies()::believedScheme);
    }

    /** Finds the row; without this gate nothing is served. */
    public Gate matchRoute() {
        return new MatchRoute(table.matcher());
    }

    /** Refuses the least important rows while an event loop is overloaded. */
    public Gate shed() {
        return new Shed(
                loops::here,
                table.rows().importanceByRoute(),
                ThreadLocalRandom::current,
                (route, importance) -> surroundings.metrics().requestShed(route, importance.word()));
    }

    private void watch(GatewayMetrics metrics) {
        metrics.watch(
                "gateway.concurrency.limit",
                "Requests that all event loops may have in hand; 10,000 each where nothing is refused",
                loops::limit);
        metrics.watch("gateway.concurrency.in.hand", "Requests that all event loops have in hand", loops::inHand);
        metrics.watch(
                "gateway.event.loop.late.ms", "By how much the latest event loop was late, in ms", loops::lateMillis);
        metrics.watch(
                "gateway.cache.bytes",
                "How many bytes the answers take that are kept in memory, about",
                surroundings.cache().memory()::weight);
        metrics.watch(
                "gateway.cache.underway.bytes",
                "How many bytes the answers take that are on their way into memory, or wait for their first readers",
                surroundings.cache().memory()::underway);
        metrics.watchCount(
                "gateway.cache.evictions",
                "Answers that had to go from memory to make room",
                surroundings.cache().memory()::evictions);
    }

    /** Counts against the limits that need not know the caller. */
    public Gate admitByAddress() {
        return new Admit(surroundings.counters(), table.rows().limitsByRoute(false), table.rateLimitFields());
    }

    /** Proves the caller by bearer token or API key. */
    public Gate authenticate() {
        return new Authenticate(tokens, keys(), table.rows().accessByRoute());
    }

    /** Asks whether the caller may use the row. */
    public Gate authorize() {
        return new Authorize(table.rows().accessByRoute(), keys());
    }

    private @Nullable ApiKeys keys() {
        return apiKeys == null ? null : apiKeys.keys();
    }

    /** Counts against the limits of the caller and of its plan, and keeps it to what the plan includes. */
    public Gate admitByCaller() {
        return new Admit(surroundings.counters(), plans, table.rateLimitFields());
    }

    /**
     * How much the caller has used of its plan, which costs nothing. Fails with a refusal where a partner has no plan and
     * needs one.
     */
    public Uni<Usage> usage(Exchange exchange) {
        return plans.usage(exchange, surroundings.counters());
    }

    /**
     * An upstream of the table.
     *
     * @throws InvalidTable where the table has none of this name
     */
    public Upstream upstream(String name) {
        var upstream = upstreams.get(name);
        if (upstream == null) {
            throw new InvalidTable(
                    "its table",
                    List.of(new InvalidTable.Complaint(
                            "upstreams." + name,
                            "",
                            "a screen needs it and the table has none; add it with its urls")));
        }
        return upstream;
    }

    /** The names of all upstreams. */
    public Set<String> upstreams() {
        return Set.copyOf(upstreams.keySet());
    }

    /** The origins of an upstream's instances, as they may stand in what it answers. */
    public List<String> origins(String upstream) {
        return originsOf.getOrDefault(upstream, List.of());
    }

    /** The client for JSON of an upstream, to write a screen with; the same one each time. */
    public JsonClient client(String upstream) {
        return clients.computeIfAbsent(upstream, this::newClient);
    }

    private JsonClient newClient(String upstream) {
        return new JsonClient(
                surroundings.vertx(),
                surroundings.mapper(),
                upstream(upstream),
                (exchange, headers) -> outboundIdentity.write(exchange, upstream, headers));
    }

    /** What serves a row. */
    public Destination destination(Route route) {
        return table.rows().destinationByRoute().get(route.number());
    }

    /** The most bytes that the body of a request to a row may have. */
    public long bodyLimit(Route route) {
        return table.rows().bodyLimitByRoute().get(route.number());
    }

    public OutboundIdentity outboundIdentity() {
        return outboundIdentity;
    }

    /** The JWK set with which upstreams verify who is calling, where the table tells them so by a token. */
    public Optional<String> publishedKeys() {
        return upstreamTokens.map(UpstreamTokens::published);
    }

    public CompiledTable table() {
        return table;
    }

    /** The issuers whose keys are not here yet. */
    public List<String> issuersWithoutKeys() {
        return issuers.withoutKeys();
    }

    /** Ends the connections to upstreams and issuers, those in use too. */
    @Override
    public void close() {
        loops.close();
        keys.close();
        if (apiKeys != null) {
            apiKeys.close();
        }
        connected.forEach(HttpUpstream::close);
    }

    private Introspection introspection(IntrospectionSettings settings) {
        var asking =
                new Introspection.Asking(settings.name(), settings.kept(), token -> keys.introspected(settings, token));
        return new Introspection(asking, settings.rules(), settings.caller(), InstantSource.system());
    }

    private Upstream observed(String name, Upstream upstream) {
        return new ObservedUpstream(name, upstream, surroundings.metrics(), surroundings.spans());
    }

    private Upstream cached(String name, Upstream upstream) {
        var rules = table.cache().rulesByUpstream().get(name);
        if (rules == null) {
            return upstream;
        }
        var settings = new CachedUpstream(
                name, origins(name), route -> rules.of(route, destination(route)), rules.counted(), rules.renewal());
        return new CachingUpstream(
                surroundings.vertx(), settings, upstream, surroundings.cache(), InstantSource.system());
    }

    private static String origin(URI instance) {
        return instance.getScheme() + "://" + instance.getRawAuthority();
    }
}
