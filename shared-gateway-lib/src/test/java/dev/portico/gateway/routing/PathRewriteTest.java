package dev.portico.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRewriteTest {

    @ParameterizedTest(name = "{2} without \"{0}\" behind \"{1}\" is {3}")
    @CsvSource({
        "'',     '',   /api/orders,   /api/orders",
        "/api,   '',   /api/orders/7, /orders/7",
        "/api,   '',   /api,          /",
        "/api,   '',   /api/,         /",
        "'',     /v2,  /orders,       /v2/orders",
        "/api,   /v2,  /api/orders,   /v2/orders",
        "/api,   /v2,  /api,          /v2",
        "/api/x, /a/b, /api/x/%C3%A9, /a/b/%C3%A9"
    })
    void the_upstream_gets_the_path_less_one_prefix_behind_another(
            String strip, String prefix, String path, String expected) {
        assertThat(new PathRewrite(strip, prefix).apply(path)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{2} is found under {3}")
    @CsvSource({
        "'',   '',  /orders,        /orders",
        "/api, '',  /orders/7,      /api/orders/7",
        "/api, '',  /orders?page=2, /api/orders?page=2",
        "/api, /v2, /v2/orders,     /api/orders",
        "/api, /v2, /v2,            /api",
        "/api, /v2, /v2?page=2,     /api?page=2",
        "'',   /v2, /v2/orders,     /orders",
        "'',   /v2, /v2,            /",
        "'',   /v2, /v2?page=2,     /?page=2",
        "/api, /v2, /login,         /login",
        "/api, /v2, /v20/orders,    /v20/orders",
        "'',   /v2, /v2.html,       /v2.html"
    })
    void what_an_upstream_points_to_is_found_again_in_front_of_the_gateway(
            String strip, String prefix, String target, String expected) {
        assertThat(new PathRewrite(strip, prefix).undo(target)).isEqualTo(expected);
    }
}
