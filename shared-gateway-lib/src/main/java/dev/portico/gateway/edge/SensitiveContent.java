package dev.portico.gateway.edge;

import dev.portico.gateway.composition.Sensitive;
import dev.portico.gateway.composition.Sensitivity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** What of an answer is tagged as sensitive: in its record, in those that it is made of, and in what may stand for them. */
final class SensitiveContent {

    /**
     * One tagged thing.
     *
     * @param where from the answer down to it, such as {@code HomeView.customer.name}
     */
    record Found(Sensitivity what, String where) {}

    private static final DotName SENSITIVE = DotName.createSimple(Sensitive.class);

    /** Types of these hold no tags themselves, but their type arguments may: {@code Uni<HomeView>}, {@code List<Order>}. */
    private static final List<String> WRAPPERS = List.of(
            "java.", "jakarta.", "io.smallrye.", "io.vertx.", "io.quarkus.", "org.jboss.", "org.reactivestreams.");

    private final IndexView index;
    private final List<Found> found = new ArrayList<>();
    private final Set<DotName> seen = new HashSet<>();

    private SensitiveContent(IndexView index) {
        this.index = index;
    }

    /** All that is tagged in answers of these types, each type once. */
    static List<Found> of(Stream<Type> answers, IndexView index) {
        var content = new SensitiveContent(index);
        answers.forEach(answer -> content.look(answer, ""));
        return List.copyOf(content.found);
    }

    private void look(Type type, String where) {
        switch (type.kind()) {
            case CLASS -> look(type.name(), where);
            case PARAMETERIZED_TYPE -> {
                look(type.name(), where);
                type.asParameterizedType().arguments().forEach(argument -> look(argument, where));
            }
            case ARRAY -> look(type.asArrayType().elementType(), where);
            case WILDCARD_TYPE -> look(type.asWildcardType().extendsBound(), where);
            case TYPE_VARIABLE -> type.asTypeVariable().bounds().forEach(bound -> look(bound, where));
            case PRIMITIVE, VOID, UNRESOLVED_TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE -> {
                // holds nothing
            }
        }
    }

    private void look(DotName name, String where) {
        var type = index.getClassByName(name);
        if (type == null || WRAPPERS.stream().anyMatch(name.toString()::startsWith) || !seen.add(name)) {
            return;
        }
        var here = where.isEmpty() ? type.simpleName() : where;
        tagged(type.declaredAnnotation(SENSITIVE), here);
        if (type.isRecord()) {
            for (var component : type.recordComponents()) {
                var below = here + "." + component.name();
                tagged(component.declaredAnnotation(SENSITIVE), below);
                look(component.type(), below);
            }
        } else if (!type.isEnum()) {
            type.fields().forEach(field -> look(field.type(), here + "." + field.name()));
            others(type).forEach(other -> look(other, here));
        }
    }

    /** What an answer of this type may be instead, and what it inherits. */
    private Stream<DotName> others(ClassInfo type) {
        var instead = type.isInterface()
                ? index.getAllKnownImplementations(type.name())
                : index.getAllKnownSubclasses(type.name());
        return Stream.concat(instead.stream().map(ClassInfo::name), Stream.ofNullable(type.superName()));
    }

    private void tagged(@Nullable AnnotationInstance tag, String where) {
        if (tag != null) {
            found.add(new Found(Sensitivity.valueOf(tag.value().asEnum()), where));
        }
    }
}
