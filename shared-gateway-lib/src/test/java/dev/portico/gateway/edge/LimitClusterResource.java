package dev.portico.gateway.edge;

import dev.portico.gateway.redis.RealCluster;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Redis Cluster for counts. The deadline is long, for a busy machine is no outage here. */
public final class LimitClusterResource implements QuarkusTestResourceLifecycleManager {

    private final RealCluster cluster = RealCluster.start();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.redis.client-type", "cluster",
                "quarkus.redis.hosts",
                        cluster.node(0).url() + ',' + cluster.node(1).url(),
                "portico.redis.deadline", "3s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(cluster, field -> field.getType().equals(RealCluster.class));
    }

    @Override
    public void stop() {
        cluster.close();
    }
}
