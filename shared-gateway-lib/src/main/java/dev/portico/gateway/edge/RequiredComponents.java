package dev.portico.gateway.edge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Lists in the schema of each record the components that an answer always holds: in null-marked code all that are not
 * {@code @Nullable}. Without the list, whoever generates a client from the document has to doubt every field.
 */
final class RequiredComponents {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName NULL_MARKED = DotName.createSimple(NullMarked.class);

    private final IndexView index;
    private final Map<String, List<ClassInfo>> records;

    RequiredComponents(IndexView index) {
        this.index = index;
        this.records =
                index.getKnownClasses().stream().filter(ClassInfo::isRecord).collect(groupingBy(ClassInfo::simpleName));
    }

    /** A schema bears the simple name of its record; where several records could be meant, all of them have to agree. */
    void list(String name, Schema schema) {
        if (schema.getProperties() == null || schema.getRequired() != null) {
            return;
        }
        var properties = schema.getProperties().keySet();
        var meant = records.getOrDefault(name, List.of()).stream()
                .filter(type -> names(type).equals(properties))
                .toList();
        if (!meant.isEmpty() && meant.stream().allMatch(this::nullMarked)) {
            schema.setRequired(properties.stream()
                    .filter(property -> meant.stream().noneMatch(type -> nullable(type, property)))
                    .toList());
        }
    }

    private boolean nullMarked(ClassInfo type) {
        var around = type.enclosingClass();
        return marked(type)
                || marked(index.getClassByName(type.name().packagePrefix() + ".package-info"))
                || (around != null && marked(index.getClassByName(around)));
    }

    private static boolean marked(@Nullable ClassInfo type) {
        return type != null && type.hasDeclaredAnnotation(NULL_MARKED);
    }

    private static boolean nullable(ClassInfo type, String component) {
        return type.recordComponent(component).type().hasAnnotation(NULLABLE);
    }

    private static Set<String> names(ClassInfo type) {
        return type.recordComponents().stream().map(RecordComponentInfo::name).collect(toSet());
    }
}
