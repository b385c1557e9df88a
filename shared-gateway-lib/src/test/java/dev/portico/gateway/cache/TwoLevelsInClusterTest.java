package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.CachedCatalog.content;
import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.redis.RealCluster;
import dev.portico.gateway.redis.RedisCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same over a real cluster, where keys, purges and messages are on different nodes. */
@Timeout(60)
class TwoLevelsInClusterTest extends SharedCatalog {

    private static final RealCluster CLUSTER = RealCluster.start();

    private final Instance one = instance(this::connected);
    private final Instance other = instance(this::connected);

    private RedisCommands connected(RedisCommands.Settings settings) {
        return CLUSTER.commands(vertx, settings, meters);
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void answers_changes_and_purges_are_shared_whatever_node_they_are_on() {
        upstream = answering(FRESH, "Surrogate-Key: red");
        for (int i = 0; i < 20; i++) {
            one.get("/a/" + i);
            untilKept(one, "/a/" + i);
            assertThat(content(other.get("/a/" + i))).isEqualTo("answer " + (i + 1));
        }
        one.post("/a/3");
        until("the other has forgotten it", () -> content(other.get("/a/3")).equals("answer 22"));
        assertThat(content(other.get("/a/4"))).isEqualTo("answer 5");
        assertThat(one.purge(new Purge.Tag("red")).everywhere()).isTrue();
        until("the other has forgotten all", () -> !content(other.get("/a/4")).equals("answer 5"));
        assertThat(find(other, "/a/5").stored()).isNull();
    }

    @Test
    void while_one_node_is_away_nobody_gets_an_error() {
        CLUSTER.node(1).pause();
        for (int i = 0; i < 30; i++) {
            assertThat(one.get("/b/" + i).status()).isEqualTo(200);
        }
        CLUSTER.node(1).resume();
        until("all of them are asked again", () -> !one.isAway() && !other.isAway());
        untilShared(one);
    }
}
