package dev.portico.gateway.edge;

import dev.portico.gateway.redis.RealRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A table whose API keys are in Redis, and the Redis. */
public final class ApiKeyRedisResource implements QuarkusTestResourceLifecycleManager {

    private final RealRedis redis = RealRedis.start();

    @Override
    public Map<String, String> start() {
        try {
            var table = ApiKeyTable.write(Files.createTempDirectory("keys"), "store: redis");
            return Map.of("portico.gateway-file", table.toString(), "quarkus.redis.hosts", redis.url());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
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
