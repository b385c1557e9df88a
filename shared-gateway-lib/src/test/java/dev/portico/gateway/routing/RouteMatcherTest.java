package dev.portico.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.routing.RouteMatcher.Match;
import dev.portico.gateway.routing.RouteMatcher.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteMatcherTest {

    private static final RouteMatcher SHOP = table(
            "/api/**",
            "/api/orders/**",
            "/api/orders/{id}",
            "/api/orders/latest",
            "/api/orders/{id}/items",
            "/api/orders/latest/notes",
            "/api/users/",
            "/about");

    @ParameterizedTest(name = "{0} belongs to {1}")
    @CsvSource({
        "/api/orders/latest,       /api/orders/latest",
        "/api/orders/7,            /api/orders/{id}",
        "/api/orders/7/items,      /api/orders/{id}/items",
        "/api/orders/latest/notes, /api/orders/latest/notes",
        "/api/orders/latest/items, /api/orders/{id}/items",
        "/api/orders/latest/other, /api/orders/**",
        "/api/orders/7/items/3,    /api/orders/**",
        "/api/orders,              /api/orders/**",
        "/api/orders/,             /api/orders/**",
        "/api,                     /api/**",
        "/api/users/,              /api/users/",
        "/api/,                    /api/**",
        "/api/orders/7/items/3/,   /api/orders/**",
        "/api/ordersx,             /api/**",
        "/about,                   /about"
    })
    void the_most_specific_row_wins(String path, String pattern) {
        assertThat(SHOP.match(path, "GET")).isInstanceOfSatisfying(Match.Found.class, found -> assertThat(
                        found.route().pattern())
                .isEqualTo(pattern));
    }

    @ParameterizedTest
    @CsvSource({"/", "/about/", "/about/us", "/apix", "/API", "/ap", "/abouT"})
    void what_no_row_covers_is_nothing(String path) {
        assertThat(SHOP.match(path, "GET")).isEqualTo(new Match.Nothing());
    }

    @ParameterizedTest(name = "{0} beside {1} is no way to {2}")
    @CsvSource({
        "/api/admin,      /api/**,      /api/admin/",
        "/api/orders/7,   /api/**,      /api/orders/7/",
        "/orders/{id},    /orders/**,   /orders/7/",
        "/admin,          /**,          /admin/",
        "/admin,          /admin/**,    /admin/",
        "/admin,          '/{x}/',      /admin/",
        "/admin/,         /**,          /admin",
        "/admin/,         '/{x}',       /admin",
    })
    void a_slash_at_the_end_is_no_way_round_a_narrower_row(String narrow, String wide, String path) {
        assertThat(table(narrow, wide).match(path, "GET")).isInstanceOf(Match.Ambiguous.class);
    }

    @Test
    void a_path_that_is_written_with_and_without_its_slash_is_two_rows() {
        var both = table("/admin", "/admin/", "/**");
        assertThat(both.match("/admin", "GET")).isEqualTo(found(1, "/admin"));
        assertThat(both.match("/admin/", "GET")).isEqualTo(found(2, "/admin/"));
    }

    @Test
    void two_stars_at_the_root_cover_everything() {
        var everything = table("/**");
        assertThat(List.of("/", "/a", "/a/b/"))
                .allSatisfy(path -> assertThat(everything.match(path, "GET")).isInstanceOf(Match.Found.class));
    }

    @Test
    void a_variable_stands_for_no_empty_segment() {
        assertThat(table("/orders/{id}").match("/orders/", "GET")).isEqualTo(new Match.Nothing());
    }

    @Test
    void rows_of_one_path_are_told_apart_by_their_methods() {
        var read = row(1, "/orders", "GET", "HEAD");
        var write = row(2, "/orders", "POST");
        var matcher = new RouteMatcher(List.of(read, write));

        assertThat(matcher.ties()).isEmpty();
        assertThat(matcher.match("/orders", "GET")).isEqualTo(new Match.Found(read.route()));
        assertThat(matcher.match("/orders", "POST")).isEqualTo(new Match.Found(write.route()));
        assertThat(matcher.match("/orders", "DELETE")).isEqualTo(new Match.WrongMethod("GET, HEAD, POST"));
    }

    @Test
    void a_method_that_a_path_does_not_have_never_falls_through_to_a_wider_row() {
        var matcher = new RouteMatcher(List.of(row(1, "/orders/{id}", "GET"), row(2, "/orders/**")));

        assertThat(matcher.match("/orders/7", "DELETE")).isEqualTo(new Match.WrongMethod("GET"));
        assertThat(matcher.match("/orders/7/items", "DELETE")).isInstanceOf(Match.Found.class);
    }

    @ParameterizedTest
    @CsvSource({"CONNECT", "TRACE", "get", "PROPFIND"})
    void a_row_without_methods_allows_the_usual_ones_only(String method) {
        assertThat(table("/orders").match("/orders", method))
                .isEqualTo(new Match.WrongMethod("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "/orders,      /orders",
        "/orders/{a},  /orders/{b}",
        "/orders/**,   /orders/**",
        "/%6Frders,    /orders",
        "/{a}/x/**,    /{b}/x/**"
    })
    void rows_that_no_rule_can_order_are_a_tie(String one, String other) {
        assertThat(table(one, other).ties()).singleElement().satisfies(tie -> assertThat(
                        List.of(tie.one().pattern(), tie.other().pattern()))
                .containsExactly(one, other));
    }

    @Test
    void a_tie_names_the_method_that_both_rows_allow() {
        var matcher = new RouteMatcher(List.of(row(1, "/orders", "GET", "POST"), row(2, "/orders", "PUT", "POST")));
        assertThat(matcher.ties()).extracting(RouteMatcher.Tie::method).containsExactly("POST");
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"/orders, /orders/", "/orders, /orders/**", "/orders/**, /orders/{id}", "/{a}/x, /x/{a}"})
    void rows_that_a_rule_can_order_are_no_tie(String one, String other) {
        assertThat(table(one, other).ties()).isEmpty();
    }

    @Test
    void random_tables_are_matched_as_the_naive_model_matches_them() {
        var random = new Random(1906);
        for (int round = 0; round < 2_000; round++) {
            var rows = randomRows(random);
            var matcher = new RouteMatcher(rows);
            if (!matcher.ties().isEmpty()) {
                continue;
            }
            var model = new ModelMatcher(rows);
            for (int i = 0; i < 30; i++) {
                var path = randomPath(random);
                var method = random.nextBoolean() ? "GET" : "POST";
                var match = matcher.match(path, method);
                assertThat(match instanceof Match.Ambiguous)
                        .as("%s %s in %s", method, path, rows)
                        .isEqualTo(model.ambiguous(path));
                if (!(match instanceof Match.Ambiguous)) {
                    assertThat(match).as("%s %s in %s", method, path, rows).isEqualTo(model.match(path, method));
                }
            }
        }
    }

    private static Match found(int number, String pattern) {
        return new Match.Found(new Route(number, "row" + number, pattern));
    }

    private static List<Row> randomRows(Random random) {
        var rows = new ArrayList<Row>();
        for (int number = random.nextInt(6); number >= 0; number--) {
            var pattern = new StringBuilder();
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                pattern.append(List.of("/a", "/b", "/{x}").get(random.nextInt(3)));
            }
            var text = pattern + List.of("", "/", "/**").get(random.nextInt(3));
            var methods = List.of(new String[] {}, new String[] {"GET"}, new String[] {"POST"});
            rows.add(row(rows.size() + 1, text.isEmpty() ? "/" : text, methods.get(random.nextInt(3))));
        }
        return rows;
    }

    private static String randomPath(Random random) {
        var path = new StringBuilder();
        for (int depth = random.nextInt(5); depth > 0; depth--) {
            path.append(List.of("/a", "/b", "/c").get(random.nextInt(3)));
        }
        return path.isEmpty() || random.nextInt(4) == 0 ? path + "/" : path.toString();
    }

    private static RouteMatcher table(String... patterns) {
        var rows = new ArrayList<Row>();
        for (var pattern : patterns) {
            rows.add(row(rows.size() + 1, pattern));
        }
        return new RouteMatcher(rows);
    }

    private static Row row(int number, String pattern, String... methods) {
        return new Row(new Route(number, "row" + number, pattern), PathPattern.parse(pattern), Set.of(methods));
    }
}
