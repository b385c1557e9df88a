package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.InvalidTable;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An app whose resources and rows do not fit together does not start. */
class ScreenCheckTest {

    private static final String HOME = "{ path: /home, methods: [GET], access: anyone }";

    @Test
    void a_table_whose_rows_and_resources_fit_is_fine() {
        check(HOME, new Resource("GET", "/home/"));
        check(
                "{ path: /orders/**, access: caller }",
                new Resource("GET", "/orders/{id}"),
                new Resource("POST", "/orders"));
    }

    @Test
    void a_resource_that_no_row_covers_is_named() {
        assertThatThrownBy(() -> check(HOME, new Resource("GET", "/home"), new Resource("GET", "/admin/users")))
                .isInstanceOf(InvalidTable.class)
                .hasMessageContaining("GET /admin/users")
                .hasMessageContaining("no row covers this resource")
                .hasMessageNotContaining("GET /home");
    }

    @Test
    void a_resource_whose_method_its_row_does_not_allow_is_named() {
        assertThatThrownBy(() -> check(HOME, new Resource("GET", "/home"), new Resource("DELETE", "/home")))
                .isInstanceOf(InvalidTable.class)
                .hasMessageContaining("DELETE /home")
                .hasMessageContaining("allows only GET");
    }

    @Test
    void a_resource_whose_path_goes_to_an_upstream_is_named() {
        assertThatThrownBy(() ->
                        check("{ path: /orders/**, to: orders, access: anyone }", new Resource("GET", "/orders/{id}")))
                .isInstanceOf(InvalidTable.class)
                .hasMessageContaining("routes.row.to")
                .hasMessageContaining("GET /orders/{id}");
    }

    @Test
    void a_resource_of_several_segments_needs_a_row_for_all_of_them() {
        var file = new Resource("GET", "/files/{path: .+}");
        check("{ path: /files/**, access: caller }", file);
        assertThatThrownBy(() -> check("{ path: '/files/{name}', access: caller }", file))
                .isInstanceOf(InvalidTable.class)
                .hasMessageContaining("no row covers this resource");
    }

    @Test
    void a_resource_whose_expression_keeps_to_one_segment_needs_a_row_for_one() {
        check("{ path: '/files/{name}', access: caller }", new Resource("GET", "/files/{name: [^/]+}"));
        check("{ path: '/files/{name}', access: caller }", new Resource("GET", "/files/{name: \\d{4}}"));
    }

    @Test
    void a_row_that_nothing_serves_is_named() {
        assertThatThrownBy(() -> check(HOME))
                .isInstanceOf(InvalidTable.class)
                .hasMessageContaining("routes.row")
                .hasMessageContaining("nothing serves this row");
    }

    @Test
    void a_resource_is_at_the_paths_of_its_template() {
        var order = new Resource("GET", "/orders/{id}/");
        assertThat(order.isAt("/orders/7")).isTrue();
        assertThat(order.isAt("/orders/7/items")).isFalse();
        assertThat(order.isAt("/users/7")).isFalse();
    }

    private static void check(String row, Resource... resources) {
        var file = new TableFile(
                "gateway.yaml", "upstreams: { orders: { urls: [http://orders:1] } }\nroutes:\n  row: " + row);
        ScreenCheck.check(file.name(), TableCompiler.compile(file, name -> Optional.empty()), List.of(resources));
    }
}
