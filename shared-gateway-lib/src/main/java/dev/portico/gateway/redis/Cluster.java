package dev.portico.gateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The masters of a cluster and their slots. What it knows of them is read anew when a server says that a slot has moved and
 * while one is away, from whichever server answers: so a node that is paused keeps nobody from the others, and the replica
 * that takes its place is found.
 */
final class Cluster implements Topology {

    /** Reading may take a new connection; who needs it does not wait. */
    private static final long LONGEST_MILLIS = 1_000;

    /** What is wrong with a reading is wrong with each. */
    private static final Duration COMPLAINTS_APART = Duration.ofMinutes(1);

    /** A storm of redirections is one reading. */
    private static final long PAUSE_MILLIS = 100;

    private static final Logger LOG = Logger.getLogger(RedisCommands.class);

    private final Vertx vertx;
    private final Supplier<List<String>> seeds;
    private final Function<String, Redis> clients;
    private final RedisCommands.Settings settings;
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final Seldom complaints = new Seldom(COMPLAINTS_APART, System::nanoTime);

    private volatile Slots slots = Slots.none();
    private volatile long readAt = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
    private volatile boolean closed;

    /**
     * @param seeds addresses of some nodes, host and port
     * @param clients makes a client for one connection to an address
     */
    Cluster(
            Vertx vertx,
            Supplier<List<String>> seeds,
            Function<String, Redis> clients,
            RedisCommands.Settings settings) {
        this.vertx = vertx;
        this.seeds = seeds;
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public @Nullable Server serverOf(@Nullable String key) {
        var address = key == null ? whoMayKnow().poll() : slots.addressOf(Slots.of(key));
        if (address == null) {
            read();
            return null;
        }
        return at(address);
    }

    @Override
    public @Nullable Server moved(String key, String address) {
        var server = at(address);
        if (server != null) {
            slots = slots.moved(Slots.of(key), address);
        }
        read();
        return server;
    }

    @Override
    public @Nullable Server at(String address) {
        var known = servers.get(address);
        if (known != null) {
            return known;
        }
        return closed || address.startsWith(":") || address.startsWith("?")
                ? null
                : servers.computeIfAbsent(address, this::server);
    }

    @Override
    public int away() {
        return (int) slots.all().stream()
                .map(servers::get)
                .filter(server -> server != null && server.isAway())
                .count();
    }

    @Override
    public void close() {
        closed = true;
        servers.values().forEach(Server::close);
        servers.clear();
    }

    /** A connection to some node, to one that answers if there is one. */
    Redis anyone() {
        return clients.apply(whoMayKnow().remove());
    }

    private Server server(String address) {
        return new Server("Redis at " + address, vertx, turn -> clients.apply(address), settings, place(address));
    }

    private Server.Place place(String address) {
        return new Server.Place(beginning -> slots.keyAt(address, beginning), this::read);
    }

    /** Reads the slots anew, unless that is being done or has just been. */
    void read() {
        if (closed || !reading.compareAndSet(false, true)) {
            return;
        }
        var since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - readAt);
        vertx.setTimer(Math.max(1, PAUSE_MILLIS - since), due -> readNow());
    }

    private void readNow() {
        try {
            ask(whoMayKnow(), Future.failedFuture("none is known"));
        } catch (RuntimeException impossible) {
            LOG.errorf(impossible, "the addresses of the cluster cannot be read");
            reading.set(false);
        }
    }

    /** Masters that answer first, and those that do not at last. */
    private Queue<String> whoMayKnow() {
        var known = new LinkedHashSet<>(slots.all());
        known.addAll(seeds.get());
        var order = new ArrayList<>(known);
        order.sort(Comparator.comparing(this::isAway));
        return new ArrayDeque<>(order);
    }

    private boolean isAway(String address) {
        var server = servers.get(address);
        return server != null && server.isAway();
    }

    /** @param before why those who were asked do not tell them */
    private void ask(Queue<String> others, Future<Slots> before) {
        var address = others.poll();
        if (address == null || closed) {
            if (!closed && complaints.isDue()) {
                LOG.warnf(
                        "No node of the Redis cluster tells its slots, so %s: %s",
                        slots.all().isEmpty() ? "no key is asked for" : "those known from before are used",
                        Refusal.advice(before.cause()));
            }
            readAt = System.nanoTime();
            reading.set(false);
            return;
        }
        Future.succeededFuture(address)
                .compose(this::slotsOf)
                .map(ranges -> Slots.read(ranges, host(address)))
                .compose(read ->
                        read.all().isEmpty() ? Future.failedFuture("none has any") : Future.succeededFuture(read))
                .onComplete(answer -> {
                    if (answer.succeeded()) {
                        learn(answer.result());
                    } else {
                        ask(others, Refusal.said(before.cause()) ? before : Future.failedFuture(answer.cause()));
                    }
                });
    }

    private Future<Response> slotsOf(String address) {
        var answer = Promise.<Response>promise();
        var client = clients.apply(address);
        var timer = vertx.setTimer(LONGEST_MILLIS, late -> answer.tryFail("no answer in time"));
        client.connect()
                .compose(connection ->
                        connection.send(Request.cmd(Command.CLUSTER).arg("SLOTS")))
                .onSuccess(answer::tryComplete)
                .onFailure(answer::tryFail);
        return answer.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            client.close();
        });
    }

    private void learn(Slots now) {
        slots = now;
        readAt = System.nanoTime();
        var serving = now.all();
        servers.forEach((address, server) -> {
            if (server.isAway() && !serving.contains(address) && servers.remove(address, server)) {
                server.close();
            }
        });
        reading.set(false);
    }

    private static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }
}
