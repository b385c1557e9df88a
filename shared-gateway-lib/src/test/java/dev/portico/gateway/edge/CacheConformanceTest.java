package dev.portico.gateway.edge;

import dev.portico.gateway.wire.UpstreamDouble;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running gateway keeps answers as RFC 9111 and those around it say, sentence by sentence; sections are its, or named. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class CacheConformanceTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    static Stream<CacheDialogue> freshness() {
        return FreshnessDialogues.all();
    }

    static Stream<CacheDialogue> directives() {
        return DirectiveDialogues.all();
    }

    static Stream<CacheDialogue> requests() {
        return RequestDialogues.all();
    }

    static Stream<CacheDialogue> storing() {
        return StoringDialogues.all();
    }

    static Stream<CacheDialogue> keys() {
        return KeyDialogues.all();
    }

    static Stream<CacheDialogue> selecting() {
        return SelectingDialogues.all();
    }

    static Stream<CacheDialogue> validating() {
        return ValidatingDialogues.all();
    }

    static Stream<CacheDialogue> conditions() {
        return ConditionDialogues.all();
    }

    static Stream<CacheDialogue> parts() {
        return PartDialogues.all();
    }

    static Stream<CacheDialogue> changing() {
        return ChangingDialogues.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "freshness",
        "directives",
        "requests",
        "storing",
        "keys",
        "selecting",
        "validating",
        "conditions",
        "parts",
        "changing"
    })
    void the_cache_does_as_it_should(CacheDialogue dialogue) {
        new CacheDialoguePlayer(gateway, upstream, dialogue).play();
    }
}
