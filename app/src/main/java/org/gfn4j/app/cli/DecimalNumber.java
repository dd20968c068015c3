package org.gfn4j.app.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The range of an option of type {@code double}, boxed or not; NaN and infinities are never allowed.
 *
 * <p>Thread-safety: immutable.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface DecimalNumber {

    /**
     * Returns the smallest value that is allowed.
     *
     * @return the lower end of the range, included
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * Returns the value that must be exceeded.
     *
     * @return the lower end of the range, excluded
     */
    double above() default Double.NEGATIVE_INFINITY;

    /**
     * Returns the largest value that is allowed.
     *
     * @return the upper end of the range, included
     */
    double max() default Double.POSITIVE_INFINITY;
}
