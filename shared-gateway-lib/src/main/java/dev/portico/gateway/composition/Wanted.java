package dev.portico.gateway.composition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record takes of a JSON value: of an object the members that it names, of an array the same of each element, of
 * anything else all. Immutable.
 */
final class Wanted {

    /** All of the value, whatever it is. */
    static final Wanted ALL = new Wanted(List.of());

    /** A member of an object, by its name in UTF-8. */
    private record Member(byte[] name, Wanted below) {}

    private final Member[] members;

    private Wanted(List<Member> members) {
        this.members = members.toArray(Member[]::new);
    }

    /** What this mapper takes of a value when it makes one of this type of it. */
    static Wanted of(ObjectMapper mapper, Class<?> type) {
        return mapper.isEnabled(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                ? ALL
                : of(mapper, mapper.constructType(type), new HashSet<>());
    }

    boolean all() {
        return this == ALL;
    }

    /** What is wanted of the member whose name stands there, or null where nothing is. */
    @Nullable
    Wanted below(byte[] json, int from, int to) {
        for (var member : members) {
            var name = member.name;
            if (name.length == to - from && Arrays.equals(name, 0, name.length, json, from, to)) {
                return member.below;
            }
        }
        return null;
    }

    /** @param above the types on the way here: one that holds itself is taken as a whole */
    private static Wanted of(ObjectMapper mapper, JavaType type, Set<JavaType> above) {
        if (type.isCollectionLikeType() || type.isArrayType() || type.isReferenceType()) {
            return of(mapper, type.getContentType(), above);
        }
        var config = mapper.getDeserializationConfig();
        var record = config.introspect(type);
        if (!type.getRawClass().isRecord() || readInItsOwnWay(config, record) || !above.add(type)) {
            return ALL;
        }
        var members = new ArrayList<Member>();
        for (var property : record.findProperties()) {
            if (readInItsOwnWay(config, property)) {
                return ALL;
            }
            var below = of(mapper, property.getPrimaryType(), above);
            members.add(new Member(property.getName().getBytes(UTF_8), below));
            property.findAliases()
                    .forEach(alias -> members.add(
                            new Member(alias.getSimpleName().getBytes(UTF_8), below)));
        }
        above.remove(type);
        return new Wanted(members);
    }

    private static boolean readInItsOwnWay(DeserializationConfig config, BeanDescription record) {
        var introspector = config.getAnnotationIntrospector();
        return introspector.findDeserializer(record.getClassInfo()) != null
                || introspector.findTypeResolver(config, record.getClassInfo(), record.getType()) != null
                || record.findAnySetterAccessor() != null;
    }

    private static boolean readInItsOwnWay(DeserializationConfig config, BeanPropertyDefinition property) {
        var member = property.getPrimaryMember();
        return member == null
                || member.hasAnnotation(JsonUnwrapped.class)
                || config.getAnnotationIntrospector().findDeserializer(member) != null;
    }
}
