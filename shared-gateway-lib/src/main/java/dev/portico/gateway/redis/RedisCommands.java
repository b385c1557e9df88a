package dev.portico.gateway.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks Redis: one server, the master that sentinels tell, or the nodes of a cluster. Each command ends by its deadline,
 * whatever the server does: a paused one would else never fail. After some failures in a row nobody asks that server any
 * more, its connections are dropped, and one probe at a time finds out when it is back; so an outage costs a few requests
 * the deadline and all others nothing.
 *
 * <p>Safe for use by any thread, and blocks none. Commands of one event loop share a connection to a server. The futures may
 * complete on any thread and never fail.
 */
public final class RedisCommands implements AutoCloseable {

    /**
     * @param deadline how long a command may take
     * @param failures in a row with which a server counts as away
     * @param pause between two probes while it does
     */
    public record Settings(Duration deadline, int failures, Duration pause) {}

    private final Vertx vertx;
    private final Settings settings;
    private final Topology topology;
    private final IntFunction<Redis> anyone;
    private final RedisMeters meters;
    private final Runnable unwatch;

    private volatile boolean closed;

    private RedisCommands(
            Vertx vertx, Settings settings, Topology topology, IntFunction<Redis> anyone, MeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.topology = topology;
        this.anyone = anyone;
        this.meters = new RedisMeters(registry);
        this.unwatch = meters.watch(topology::away);
    }

    /**
     * One server.
     *
     * @param clients makes a client of its own for each connection; it is asked when the first command is sent
     */
    public RedisCommands(Vertx vertx, Supplier<Redis> clients, Settings settings, MeterRegistry registry) {
        this(vertx, turn -> clients.get(), settings, registry);
    }

    /**
     * One server, or the master that sentinels tell. The client asks the first of them that takes a connection, waits for its
     * answer and believes it; so where one says nothing, or names a server that does not write, the next connection has to
     * begin with another.
     *
     * @param clients makes a client of its own for each connection; told how often one has led to nobody who writes
     */
    public static RedisCommands ofHosts(
            Vertx vertx, IntFunction<Redis> clients, Settings settings, MeterRegistry registry) {
        return new RedisCommands(vertx, clients, settings, registry);
    }

    private RedisCommands(Vertx vertx, IntFunction<Redis> clients, Settings settings, MeterRegistry registry) {
        this(
                vertx,
                settings,
                new Topology.One(new Server("Redis", vertx, clients, settings, Server.Place.alone())),
                clients,
                registry);
    }

    /**
     * The nodes of a cluster, each with connections and a state of its own: the client's own cluster connection is made only
     * while all of them answer, and is lost with any of them.
     *
     * @param seeds host and port of some of its nodes; asked when they are needed
     * @param clients makes a client for one connection to the node at a host and port
     */
    public static RedisCommands ofCluster(
            Vertx vertx,
            Supplier<List<String>> seeds,
            Function<String, Redis> clients,
            Settings settings,
            MeterRegistry registry) {
        var cluster = new Cluster(vertx, seeds, clients, settings);
        cluster.read();
        return new RedisCommands(vertx, settings, cluster, turn -> cluster.anyone(), registry);
    }

    /** Some fields of a hash (HMGET), in their order; null for each that is not there. */
    public Future<Outcome<List<@Nullable String>>> fields(String key, List<String> names) {
        return ask(Order.fields(key, names), RedisCommands::texts);
    }

    /** Runs a script whose reply is a list of whole numbers. In a cluster all keys have to share a slot. */
    public Future<Outcome<List<Long>>> run(Script script, List<String> keys, List<String> arguments) {
        return ask(Order.run(script, keys, arguments), RedisCommands::numbers);
    }

    /**
     * Runs a script whose arguments may be anything and whose reply is a list of whole numbers. That a full server has no
     * room for it is no outage, which others would share who need less.
     */
    public Future<Outcome<List<Long>>> runIfRoom(Script script, List<String> keys, List<Buffer> arguments) {
        return ask(Order.runIfRoom(script, keys, arguments), RedisCommands::numbers);
    }

    /** Runs a script whose reply is a list of anything; null for each that is not there. */
    public Future<Outcome<List<@Nullable Buffer>>> read(Script script, List<String> keys, List<String> arguments) {
        return ask(Order.run(script, keys, arguments), RedisCommands::buffers);
    }

    /** Hears what is published on a channel, until it is closed. In a cluster any node tells it. */
    public Subscription subscribe(String channel, Subscription.Listener listener) {
        var subscription = new Subscription(vertx, anyone, channel, listener);
        subscription.open();
        return subscription;
    }

    /** How long a command may take. */
    public Duration deadline() {
        return settings.deadline();
    }

    /** Whether a server counts as away now, so that it would not be asked. */
    public boolean isAway() {
        return closed || topology.away() > 0;
    }

    /** Ends all connections; commands after that find Redis away. */
    @Override
    public void close() {
        closed = true;
        unwatch.run();
        topology.close();
    }

    private <T> Future<Outcome<T>> ask(Order order, Function<@Nullable Response, T> reading) {
        var server = closed ? null : topology.serverOf(order.key());
        if (server == null || !server.isAsked()) {
            meters.skipped(order.name());
            return Future.succeededFuture(new Outcome.Away<>());
        }
        return new Errand<>(vertx, topology, meters, order, reading)
                .run(server, settings.deadline().toMillis());
    }

    private static List<@Nullable String> texts(@Nullable Response reply) {
        var texts = new ArrayList<@Nullable String>();
        if (reply != null) {
            reply.forEach(each -> texts.add(each == null ? null : each.toString()));
        }
        return texts;
    }

    private static List<@Nullable Buffer> buffers(@Nullable Response reply) {
        var buffers = new ArrayList<@Nullable Buffer>();
        if (reply != null) {
            reply.forEach(each -> buffers.add(each == null ? null : each.toBuffer()));
        }
        return buffers;
    }

    private static List<Long> numbers(@Nullable Response reply) {
        var numbers = new ArrayList<Long>();
        if (reply != null) {
            reply.forEach(each -> numbers.add(each.toLong()));
        }
        return numbers;
    }
}
