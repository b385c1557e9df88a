package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A real master with a replica on loopback, and three sentinels that watch them. */
public final class RealSentinels implements AutoCloseable {

    private static final String MASTER = "limits";

    private final RealRedis master = RealRedis.start();
    private final RealRedis replica =
            RealRedis.start(List.of("--replicaof", "127.0.0.1 " + master.port(), "--repl-diskless-sync-delay", "0"));
    private final List<RealRedis> sentinels = new ArrayList<>();

    private RealSentinels() {
        until("the replica follows", () -> replica.ask("INFO replication").contains("master_link_status:up"));
        for (int i = 0; i < 3; i++) {
            sentinels.add(sentinel());
        }
        until("the sentinels know each other", () -> sentinels.stream()
                .allMatch(
                        sentinel -> sentinel.ask("SENTINEL CKQUORUM " + MASTER).startsWith("+OK 3")
                                && sentinel.ask("SENTINEL REPLICAS " + MASTER).contains("" + replica.port())));
    }

    public static RealSentinels start() {
        return new RealSentinels();
    }

    private RealRedis sentinel() {
        try {
            var port = RealRedis.freePort();
            var file = Files.createTempDirectory("sentinel").resolve("sentinel.conf");
            Files.writeString(
                    file,
                    """
                    port %d
                    bind 127.0.0.1
                    sentinel monitor %s 127.0.0.1 %d 2
                    sentinel down-after-milliseconds %s 500
                    sentinel failover-timeout %s 2000
                    """
                            .formatted(port, MASTER, master.port(), MASTER, MASTER));
            return RealRedis.sentinel(port, file.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public RealRedis master() {
        return master;
    }

    public RealRedis sentinel(int index) {
        return sentinels.get(index);
    }

    /** Lets the two change places while both are well, as for maintenance. */
    public void change() {
        sentinels.getFirst().ask("SENTINEL FAILOVER " + MASTER);
    }

    /** Whether the replica is the master now, as the others than the first sentinel see it, which may be paused. */
    public boolean isChanged() {
        try {
            return replicaIsMaster();
        } catch (UncheckedIOException closedByTheChange) {
            return false;
        }
    }

    private boolean replicaIsMaster() {
        return replica.ask("ROLE").startsWith("master")
                && sentinels.stream().skip(1).allMatch(each -> each.ask("SENTINEL GET-MASTER-ADDR-BY-NAME " + MASTER)
                        .contains("" + replica.port()));
    }

    /** A client as apps have it: each turn begins with the next sentinel. */
    public Redis client(Vertx vertx, int turn) {
        var hosts = new ArrayList<>(sentinels.stream().map(RealRedis::url).toList());
        Collections.rotate(hosts, -turn);
        return Redis.createClient(
                vertx,
                new RedisOptions()
                        .setType(RedisClientType.SENTINEL)
                        .setMasterName(MASTER)
                        .setEndpoints(hosts));
    }

    @Override
    public void close() {
        sentinels.forEach(RealRedis::close);
        replica.close();
        master.close();
    }
}
