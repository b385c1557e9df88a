package dev.portico.gateway.edge;

import dev.portico.gateway.problem.Problem.Field;
import io.vertx.core.MultiMap;
import java.util.List;

/** Writes what gates want on an answer over what is there; Vary, which names what an answer depends on, only grows. */
final class AnswerFields {

    private AnswerFields() {}

    static void write(List<Field> fields, MultiMap headers) {
        for (var field : fields) {
            if (!field.name().equals("Vary")) {
                headers.remove(field.name());
            }
        }
        fields.forEach(field -> headers.add(field.name(), field.value()));
    }
}
