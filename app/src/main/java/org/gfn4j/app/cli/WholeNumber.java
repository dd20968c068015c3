package org.gfn4j.app.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The range of an option of type {@code int} or {@code long}, boxed or not.
 *
 * <p>Thread-safety: immutable.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface WholeNumber {

    /**
     * Returns the smallest value that is allowed.
     *
     * @return the lower end of the range, included
     */
    long min() default 0;

    /**
     * Returns the largest value that is allowed.
     *
     * @return the upper end of the range, included; never more than the type of the option can hold
     */
    long max() default Long.MAX_VALUE;
}
