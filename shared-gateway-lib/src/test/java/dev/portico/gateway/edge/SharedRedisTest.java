package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.portico.gateway.redis.RedisCommands;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of Redis as an app reads them when it starts. */
class SharedRedisTest {

    private static RedisCommands.Settings settings(Map<String, String> values) {
        var config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValues(values)
                .build();
        return SharedRedis.settings(config);
    }

    @Test
    void unless_set_they_suit_production() {
        assertThat(settings(Map.of()))
                .isEqualTo(new RedisCommands.Settings(Duration.ofMillis(25), 5, Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @CsvSource({
        "deadline, 0ms",
        "deadline, PT0.0005S",
        "deadline, -1s",
        "probe-every, 0ms",
        "failures, 0",
        "failures, -1"
    })
    void too_little_is_refused_with_key_value_and_mend(String name, String value) {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings(Map.of("portico.redis." + name, value)))
                .withMessageContaining("portico.redis." + name + " is " + value)
                .withMessageContaining("such as");
    }
}
