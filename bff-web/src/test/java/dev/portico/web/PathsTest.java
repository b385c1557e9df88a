package dev.portico.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.RawHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bff-web makes of paths that servers could read in more than one way. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class PathsTest {

    @TestHTTPResource
    URI app;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/products/../home",
                "/api/products/%2e%2e/home",
                "/api/products/%2E%2e/home",
                "/api%2fhome",
                "/api//home",
                "/api/home;a=b",
                "/api/./home",
                "/api/products/%252e%252e/home",
                "/api/home%00"
            })
    void a_path_with_two_meanings_is_refused_with_400(String target) {
        assertThat(RawHttp.get(app, target)).startsWith("HTTP/1.1 400 ").contains("requestId");
    }

    @Test
    void a_target_that_is_no_uri_is_refused_with_400() {
        assertThat(RawHttp.get(app, "/api\\home")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/API/HOME", "/api/home/", "/x/api/home", "/api/hom"})
    void another_spelling_reaches_no_screen(String target) {
        assertThat(RawHttp.get(app, target)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void an_encoded_letter_is_the_same_path_and_needs_the_same_caller() {
        assertThat(RawHttp.get(app, "/api/hom%65")).startsWith("HTTP/1.1 401 ");
    }
}
