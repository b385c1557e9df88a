package dev.portico.gateway.edge;

import dev.portico.gateway.redis.RealRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Redis for answers. */
public final class CacheRedisResource implements QuarkusTestResourceLifecycleManager {

    private final RealRedis redis = RealRedis.start();

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.redis.hosts", redis.url(), "portico.redis.deadline", "1s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(redis, field -> field.getType().equals(RealRedis.class));
    }

    @Override
    public void stop() {
        redis.close();
    }
}
