package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real cluster on loopback: three masters, each with a replica where that is wanted. */
public final class RealCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final List<RealRedis> nodes = new ArrayList<>();

    private RealCluster(int replicas) {
        for (int i = 0; i < MASTERS * (1 + replicas); i++) {
            nodes.add(node());
        }
        for (int i = 0; i < MASTERS; i++) {
            var from = i * SLOTS / MASTERS;
            var to = (i + 1) * SLOTS / MASTERS - 1;
            done(nodes.get(i).ask("CLUSTER ADDSLOTSRANGE " + from + ' ' + to));
        }
        for (var node : nodes.subList(1, nodes.size())) {
            done(nodes.getFirst().ask("CLUSTER MEET 127.0.0.1 " + node.port() + ' ' + busOf(node)));
        }
        until("all know all", () -> nodes.stream()
                .allMatch(node -> node.ask("CLUSTER INFO").contains("cluster_known_nodes:" + nodes.size())));
        for (int i = MASTERS; i < nodes.size(); i++) {
            done(nodes.get(i).ask("CLUSTER REPLICATE " + id(i % MASTERS)));
        }
        until("the cluster serves", () -> nodes.stream()
                .allMatch(node -> node.ask("CLUSTER INFO").contains("cluster_state:ok")));
    }

    public static RealCluster start() {
        return new RealCluster(0);
    }

    public static RealCluster withReplicas() {
        var cluster = new RealCluster(1);
        until("replicas follow", () -> cluster.nodes.stream()
                .skip(MASTERS)
                .allMatch(node -> node.ask("INFO replication").contains("master_link_status:up")));
        return cluster;
    }

    private static RealRedis node() {
        try {
            var folder = Files.createTempDirectory("cluster");
            return RealRedis.start(List.of(
                    "--dir", folder.toString(),
                    "--cluster-enabled", "yes",
                    "--cluster-port", Integer.toString(RealRedis.freePort()),
                    "--cluster-node-timeout", "1000",
                    "--repl-diskless-sync-delay", "0"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Another gateway's worth of commands. */
    public RedisCommands commands(Vertx vertx, RedisCommands.Settings settings, MeterRegistry meters) {
        return commands("default:", vertx, settings, meters);
    }

    /** @param login name and password */
    public RedisCommands commands(String login, Vertx vertx, RedisCommands.Settings settings, MeterRegistry meters) {
        return RedisCommands.ofCluster(
                vertx,
                () -> nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList(),
                address -> Redis.createClient(vertx, "redis://" + login + '@' + address),
                settings,
                meters);
    }

    /** Says it to all masters. */
    public void tellMasters(String command) {
        nodes.subList(0, MASTERS).forEach(node -> done(node.ask(command)));
    }

    public RealRedis node(int index) {
        return nodes.get(index);
    }

    /** Which of the masters that it began with has this key. */
    public int masterOf(String key) {
        return slotOf(key) * MASTERS / SLOTS;
    }

    /** A limit's key whose counts one of the masters has that it began with. */
    public String keyOn(int master, String beginning) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> beginning + i)
                .filter(key -> masterOf(key) == master)
                .findFirst()
                .orElseThrow();
    }

    public static int slotOf(String key) {
        return Slots.of(key);
    }

    String id(int index) {
        return nodes.get(index).ask("CLUSTER MYID");
    }

    /** Gives a slot and what is in it to another master, as tools do it: key by key, while it is asked for. */
    public void move(int slot, int from, int to) {
        beginToMove(slot, from, to);
        for (int round = 0; round < 1000; round++) {
            var keys = nodes.get(from).ask("CLUSTER GETKEYSINSLOT " + slot + " 1");
            if (keys.isEmpty()) {
                break;
            }
            nodes.get(from).ask("MIGRATE 127.0.0.1 " + nodes.get(to).port() + ' ' + keys + " 0 1000");
        }
        for (int node : List.of(to, from)) {
            done(nodes.get(node).ask("CLUSTER SETSLOT " + slot + " NODE " + id(to)));
        }
    }

    /** From now on both have the slot in part, until it is moved. */
    public void beginToMove(int slot, int from, int to) {
        done(nodes.get(to).ask("CLUSTER SETSLOT " + slot + " IMPORTING " + id(from)));
        done(nodes.get(from).ask("CLUSTER SETSLOT " + slot + " MIGRATING " + id(to)));
    }

    private static String busOf(RealRedis node) {
        return node.ask("CONFIG GET cluster-port").lines().toList().getLast();
    }

    private static void done(String answer) {
        if (!answer.equals("+OK")) {
            throw new IllegalStateException(answer);
        }
    }

    @Override
    public void close() {
        nodes.forEach(RealRedis::close);
    }
}
