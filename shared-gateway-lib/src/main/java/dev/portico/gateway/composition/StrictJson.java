package dev.portico.gateway.composition;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record as it is declared: each component has to be there, and no element of a list may be null, unless it is
 * {@link Nullable}. So what a screen is made of holds, and an upstream that breaks its word is found where it is read.
 */
public final class StrictJson {

    private StrictJson() {}

    /** A mapper with the settings of another one that reads strictly. */
    public static ObjectMapper like(ObjectMapper mapper) {
        var strict = mapper.copy()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL));
        var usual = strict.getDeserializationConfig().getAnnotationIntrospector();
        return strict.setAnnotationIntrospector(AnnotationIntrospectorPair.pair(usual, new Nullness()));
    }

    /** Components that are {@link Nullable} may be null or absent. */
    private static final class Nullness extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            return nullable(annotated) ? JsonSetter.Value.forValueNulls(Nulls.SET) : JsonSetter.Value.empty();
        }

        private static boolean nullable(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getAnnotated() instanceof Executable constructor
                    && constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
                            Nullable.class);
        }
    }
}
