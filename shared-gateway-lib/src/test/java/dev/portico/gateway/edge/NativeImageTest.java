package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A native image has no class that is looked up by a name which was written down wrongly. */
class NativeImageTest {

    static Stream<String> registered() {
        return Stream.of(
                NativeImage.class.getAnnotation(RegisterForReflection.class).classNames());
    }

    @ParameterizedTest
    @MethodSource("registered")
    void each_class_that_is_kept_is_there(String name) throws ClassNotFoundException {
        assertThat(Class.forName(name)).isNotNull();
    }

    @Test
    void the_caches_of_answers_are_of_classes_that_are_kept() {
        var answers = Caffeine.newBuilder()
                .maximumWeight(1)
                .<String, String>weigher((key, value) -> 1)
                .evictionListener((key, value, cause) -> {})
                .<String, String>build();
        var notes = Caffeine.newBuilder()
                .maximumWeight(1)
                .<String, String>weigher((key, value) -> 1)
                .expireAfterWrite(Duration.ofSeconds(1))
                .<String, String>build();
        var lastGood = Caffeine.newBuilder()
                .maximumSize(1)
                .expireAfterWrite(Duration.ofSeconds(1))
                .<String, String>build();
        for (Cache<String, String> cache : List.of(answers, notes, lastGood)) {
            assertThat(registered()).contains(cache.asMap().getClass().getName());
        }
    }
}
