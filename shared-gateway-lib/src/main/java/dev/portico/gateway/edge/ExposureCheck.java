package dev.portico.gateway.edge;

import dev.portico.gateway.composition.Exposes;
import dev.portico.gateway.composition.Sensitivity;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * Holds what the resources of an app answer against what they say that they expose. Runs when the app is built, with its
 * OpenAPI document, and fails that build: so it costs nothing later, and a native image is held to the same.
 *
 * <p>What an answer is made of is known by the type that a method returns; where that may be anything, as a
 * {@code Response}, by the types that its OpenAPI annotations name. What cannot be looked into at all fails the build too.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ExposureCheck implements OASFilter {

    private static final DotName EXPOSES = DotName.createSimple(Exposes.class);
    private static final DotName REST_CLIENT =
            DotName.createSimple("org.eclipse.microprofile.rest.client.inject.RegisterRestClient");
    private static final DotName HTTP_METHOD = DotName.createSimple("jakarta.ws.rs.HttpMethod");
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OPENAPI = "org.eclipse.microprofile.openapi.annotations.";

    private final IndexView index;
    private final Map<ClassInfo, Set<Sensitivity>> exposedBy = new HashMap<>();
    private final Set<String> complaints = new TreeSet<>();

    /** @param index of the classes of the app; the build hands it over */
    public ExposureCheck(IndexView index) {
        this.index = index;
    }

    /** @throws IllegalStateException where an answer holds what nobody has said it exposes, or too much is said */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        resourceMethods().forEach(this::check);
        exposedBy.forEach((resource, exposed) -> superfluous(resource, resource.name(), "the resource", exposed));
        if (!complaints.isEmpty()) {
            throw new IllegalStateException("The app cannot be built:\n  - " + String.join("\n  - ", complaints));
        }
    }

    private void check(MethodInfo method) {
        var resource = method.declaringClass();
        var said = said(method);
        var saidForAll = said(resource);
        var exposed = EnumSet.noneOf(Sensitivity.class);
        var content = SensitiveContent.of(answers(method), index);
        unseen(method, content);
        for (var found : content.tagged()) {
            exposed.add(found.what());
            if (!said.contains(found.what()) && !saidForAll.contains(found.what())) {
                complaints.add(named(method) + " answers with " + found.where() + ", which is " + found.what()
                        + ": leave it out of the answer, or say @Exposes(" + found.what() + ") on the method");
            }
        }
        exposedBy
                .computeIfAbsent(resource, missing -> EnumSet.noneOf(Sensitivity.class))
                .addAll(exposed);
        superfluous(method, named(method), "the method", exposed);
    }

    /** What may be anything is what the annotations say, where they do. */
    private void unseen(MethodInfo method, SensitiveContent content) {
        content.unknown()
                .forEach(
                        what -> complaints.add(
                                named(method) + " answers with " + what
                                        + ", of which the build knows nothing: have the jar that it comes from indexed, or leave it out"));
        content.getters()
                .forEach(what -> complaints.add(named(method) + " has in its contract " + what
                        + "(), which is no component and is not written: name it otherwise than a getter, or annotate it"
                        + " with @JsonProperty or @JsonIgnore"));
        var said = typesSaid(method, annotation -> annotation.name().local().startsWith("APIResponse"), false)
                .toList();
        (said.isEmpty() ? content : SensitiveContent.of(said.stream(), index))
                .open()
                .forEach(what -> complaints.add(named(method) + " answers with " + what
                        + ", which may hold anything: return a record, or say @APIResponseSchema(TheRecord.class)"));
    }

    /** A word that is too much would let pass what is added to the answer one day. */
    private void superfluous(AnnotationTarget target, Object name, String place, Set<Sensitivity> exposed) {
        said(target).stream()
                .filter(what -> !exposed.contains(what))
                .forEach(what -> complaints.add(
                        name + " answers with nothing that is " + what + ": take the word away from " + place));
    }

    private Stream<MethodInfo> resourceMethods() {
        var verbs = Stream.concat(
                METHODS.stream().map(method -> DotName.createSimple("jakarta.ws.rs." + method)),
                index.getAnnotations(HTTP_METHOD).stream()
                        .filter(own -> own.target().kind() == AnnotationTarget.Kind.CLASS)
                        .map(own -> own.target().asClass().name()));
        return verbs.distinct()
                .map(index::getAnnotations)
                .flatMap(Collection::stream)
                .map(AnnotationInstance::target)
                .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                .map(AnnotationTarget::asMethod)
                .filter(method -> !isOfClient(method.declaringClass()))
                .distinct();
    }

    /** The method of an interface that nothing here implements asks others, and answers nobody. */
    private boolean isOfClient(ClassInfo type) {
        return type.hasDeclaredAnnotation(REST_CLIENT)
                || (type.isInterface()
                        && index.getAllKnownImplementations(type.name()).isEmpty());
    }

    private static Stream<Type> answers(MethodInfo method) {
        var ofAnswer =
                typesSaid(method, annotation -> !annotation.name().local().contains("RequestBody"), true);
        return Stream.concat(Stream.of(method.returnType()), ofAnswer);
    }

    /** The types that the OpenAPI annotations of a method and its resource name. */
    private static Stream<Type> typesSaid(MethodInfo method, Predicate<AnnotationInstance> where, boolean ofErrorsToo) {
        var named = new ArrayList<Type>();
        Stream.concat(method.declaredAnnotations().stream(), method.declaringClass().declaredAnnotations().stream())
                .filter(annotation -> annotation.name().toString().startsWith(OPENAPI) && where.test(annotation))
                .forEach(annotation -> types(annotation, ofErrorsToo, named));
        return named.stream();
    }

    private static void types(AnnotationInstance annotation, boolean ofErrorsToo, List<Type> named) {
        if (ofErrorsToo || !isOfAnError(annotation)) {
            annotation.values().forEach(value -> types(value, ofErrorsToo, named));
        }
    }

    private static boolean isOfAnError(AnnotationInstance annotation) {
        var status = annotation.value("responseCode");
        return status != null
                && (status.asString().startsWith("4") || status.asString().startsWith("5"));
    }

    private static void types(AnnotationValue value, boolean ofErrorsToo, List<Type> named) {
        switch (value.kind()) {
            case CLASS -> named.add(value.asClass());
            case NESTED -> types(value.asNested(), ofErrorsToo, named);
            case ARRAY -> value.asArrayList().forEach(each -> types(each, ofErrorsToo, named));
            default -> {
                // names no type
            }
        }
    }

    private static Set<Sensitivity> said(AnnotationTarget target) {
        var word = target.declaredAnnotation(EXPOSES);
        var said = EnumSet.noneOf(Sensitivity.class);
        if (word != null) {
            for (var what : word.value().asEnumArray()) {
                said.add(Sensitivity.valueOf(what));
            }
        }
        return said;
    }

    private static String named(MethodInfo method) {
        return method.declaringClass().name() + "." + method.name();
    }
}
