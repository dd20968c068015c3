package org.gfn4j.rewards;

import org.jspecify.annotations.Nullable;

/**
 * What came of asking for a reward: a number, or why there is none.
 *
 * <p>Thread-safety: immutable.
 *
 * @param value the raw reward, finite, perhaps negative; NaN exactly where there is none
 * @param failure why there is none, a clause that names the cause, on one line; null exactly where there is a number
 * @param lasting whether asking again would come to the same, as where the object is at fault; true for numbers
 */
public record Outcome(double value, @Nullable String failure, boolean lasting) {

    /**
     * Makes an outcome.
     *
     * @throws IllegalArgumentException if there is both a number and a failure, or neither, or the number is infinite
     */
    public Outcome {
        if (Double.isFinite(value) != (failure == null)) {
            throw new IllegalArgumentException(
                    "an outcome must have either a finite value or a failure, but has " + value + " and " + failure);
        }
        value = failure == null ? value : Double.NaN;
    }

    /**
     * Makes the outcome of an object that has a reward.
     *
     * @param value the raw reward
     * @return an outcome
     * @throws IllegalArgumentException if it is not finite
     */
    public static Outcome of(double value) {
        return new Outcome(value, null, true);
    }

    /**
     * Makes the outcome of an object that has no reward and never will.
     *
     * @param cause why, a clause on one line
     * @return a failure that is kept, as asking again would come to the same
     */
    public static Outcome failed(String cause) {
        return new Outcome(Double.NaN, cause, true);
    }

    /**
     * Makes the outcome of an object for which circumstances gave no reward: a time-out, a program that ended.
     *
     * @param cause why, a clause on one line
     * @return a failure after which it is worth asking again
     */
    public static Outcome unanswered(String cause) {
        return new Outcome(Double.NaN, cause, false);
    }
}
