package dev.portico.gateway.composition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record takes of a JSON value: of an object the members that it names, of an array the same of each element, of
 * anything else all. Immutable.
 */
final class Wanted {

    /** All of the value, whatever it is. */
    static final Wanted ALL = new Wanted(Map.of());

    private final byte[][] names;
    private final Wanted[] below;

    /** @param members of an object, by their names */
    private Wanted(Map<String, Wanted> members) {
        this.names = members.keySet().stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
        this.below = members.values().toArray(Wanted[]::new);
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
        for (var i = 0; i < names.length; i++) {
            if (names[i].length == to - from && Arrays.equals(names[i], 0, to - from, json, from, to)) {
                return below[i];
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
        var members = new LinkedHashMap<String, Wanted>();
        for (var property : record.findProperties()) {
            if (readInItsOwnWay(config, property)) {
                return ALL;
            }
            var below = of(mapper, property.getPrimaryType(), above);
            members.put(property.getName(), below);
            property.findAliases().forEach(alias -> members.put(alias.getSimpleName(), below));
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
