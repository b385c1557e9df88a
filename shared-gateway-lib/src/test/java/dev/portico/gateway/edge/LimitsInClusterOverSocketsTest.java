package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.redis.RealCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same limits say the same when their counts are in a Redis Cluster. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = LimitTableResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = LimitClusterResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class LimitsInClusterOverSocketsTest extends LimitsOverSockets {

    RealCluster cluster;

    /** Without Redis, memory would say the same. */
    @Test
    void keys_are_named_after_the_app_the_caller_and_the_limit() {
        use("/few/x", 1, from("198.51.100.200"));
        assertThat(List.of(0, 1, 2))
                .anySatisfy(node -> assertThat(cluster.node(node).ask("KEYS *"))
                        .containsPattern("portico:[\\w-]+:\\{198\\.51\\.100\\.200}:few:"));
    }
}
