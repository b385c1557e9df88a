package dev.portico.gateway.composition;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The word that lets an answer hold what is {@link Sensitive}: on the method of a resource, or on the resource for all of its
 * methods. One that says more than it has to is refused too, or it would let pass what is added one day.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Exposes {

    Sensitivity[] value();
}
