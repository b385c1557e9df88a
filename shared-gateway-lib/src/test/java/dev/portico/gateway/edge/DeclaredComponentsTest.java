package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the mapper of an app writes of a record. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class DeclaredComponentsTest {

    @Inject
    ObjectMapper mapper;

    record Order(String id, boolean isOpen, String getaway, @JsonProperty("default") boolean usual, List<Order> parts) {

        public String getSecret() {
            return "secret";
        }

        public boolean isRisky() {
            return true;
        }

        @JsonProperty("pieces")
        public int pieces() {
            return parts.size();
        }
    }

    /** No record. */
    static final class Bean {
        public String getName() {
            return "bean";
        }
    }

    @Test
    void components_are_written_and_what_other_methods_return_is_not() throws JsonProcessingException {
        var order = new Order("o-1", true, "car", false, List.of());

        assertThat(mapper.writeValueAsString(order))
                .isEqualTo("{\"id\":\"o-1\",\"isOpen\":true,\"getaway\":\"car\",\"default\":false,\"parts\":[],"
                        + "\"pieces\":0}");
    }

    @Test
    void what_is_no_record_is_written_as_ever() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(new Bean())).isEqualTo("{\"name\":\"bean\"}");
    }
}
