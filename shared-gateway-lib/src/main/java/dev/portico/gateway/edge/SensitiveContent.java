package dev.portico.gateway.edge;

import dev.portico.gateway.composition.Sensitive;
import dev.portico.gateway.composition.Sensitivity;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
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
    private static final Pattern GETTER = Pattern.compile("(get|is)\\p{Lu}.*");
    private static final String JACKSON = "com.fasterxml.jackson.annotation.";

    /** What one of these holds, no type says. */
    private static final Set<DotName> ANYTHING = Set.of(
            DotName.OBJECT_NAME,
            DotName.createSimple("jakarta.ws.rs.core.Response"),
            DotName.createSimple("io.vertx.core.json.JsonObject"),
            DotName.createSimple("io.vertx.core.json.JsonArray"));

    /** Types of these hold no tags themselves, but their type arguments may: {@code Uni<HomeView>}, {@code List<Order>}. */
    private static final List<String> WRAPPERS = List.of(
            "java.", "jakarta.", "io.smallrye.", "io.vertx.", "io.quarkus.", "org.jboss.", "org.reactivestreams.");

    private final IndexView index;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();
    private final Set<String> open = new TreeSet<>();
    private final Set<String> getters = new TreeSet<>();
    private final Set<DotName> seen = new HashSet<>();

    private SensitiveContent(IndexView index) {
        this.index = index;
    }

    /** Of answers of these types, each type once. */
    static SensitiveContent of(Stream<Type> answers, IndexView index) {
        var content = new SensitiveContent(index);
        answers.forEach(answer -> content.look(answer, ""));
        return content;
    }

    /** All that is tagged. */
    List<Found> tagged() {
        return List.copyOf(found);
    }

    /** Where something is of a type that is not in the index. */
    Set<String> unknown() {
        return unknown;
    }

    /** Methods of records that are no components, and are named as if they were a part of the answer. */
    Set<String> getters() {
        return getters;
    }

    /** Where something is that may be anything. */
    Set<String> open() {
        return open;
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
            case TYPE_VARIABLE -> // what it stands for is looked at where it is said
                type.asTypeVariable().bounds().stream()
                        .filter(bound -> !bound.name().equals(DotName.OBJECT_NAME))
                        .forEach(bound -> look(bound, where));
            case PRIMITIVE, VOID, UNRESOLVED_TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE -> {
                // holds nothing
            }
        }
    }

    private void look(DotName name, String where) {
        var type = index.getClassByName(name);
        var wrapper = WRAPPERS.stream().anyMatch(name.toString()::startsWith);
        var said = where.isEmpty() ? name.toString() : where + " (" + name + ")";
        if (wrapper && ANYTHING.contains(name)) {
            open.add(said);
        } else if (!wrapper && type == null) {
            unknown.add(said);
        }
        if (wrapper || type == null || !seen.add(name)) {
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
            type.methods().forEach(method -> beside(method, here + "." + method.name()));
        } else if (!type.isEnum()) {
            type.fields().stream()
                    .filter(field -> !Modifier.isStatic(field.flags()))
                    .forEach(field -> look(field.type(), here + "." + field.name()));
            others(type).forEach(other -> look(other, here));
        }
    }

    /** What a record is said to hold beside its components takes an annotation of Jackson's. */
    private void beside(MethodInfo method, String where) {
        if (method.declaredAnnotations().stream()
                .anyMatch(annotation -> annotation.name().toString().startsWith(JACKSON))) {
            look(method.returnType(), where);
        } else if (isNamedAsGetter(method) && method.declaringClass().recordComponent(method.name()) == null) {
            getters.add(where);
        }
    }

    private static boolean isNamedAsGetter(MethodInfo method) {
        return Modifier.isPublic(method.flags())
                && !Modifier.isStatic(method.flags())
                && method.parametersCount() == 0
                && GETTER.matcher(method.name()).matches();
    }

    /** What an answer of this type may be instead, and what it inherits. */
    private Stream<DotName> others(ClassInfo type) {
        var instead = type.isInterface()
                ? index.getAllKnownImplementations(type.name())
                : index.getAllKnownSubclasses(type.name());
        return Stream.concat(
                instead.stream().map(ClassInfo::name),
                Stream.ofNullable(type.superName()).filter(name -> !name.equals(DotName.OBJECT_NAME)));
    }

    private void tagged(@Nullable AnnotationInstance tag, String where) {
        if (tag != null) {
            found.add(new Found(Sensitivity.valueOf(tag.value().asEnum()), where));
        }
    }
}
