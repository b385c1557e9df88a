package dev.portico.gateway.composition;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tags a component of a record, or every component of a type that is made of it. A screen whose answer holds such a thing,
 * however deep, is not built unless it {@link Exposes} it.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Sensitive {

    Sensitivity value();
}
