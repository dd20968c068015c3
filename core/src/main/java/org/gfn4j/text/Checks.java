package org.gfn4j.text;

/**
 * Checks of numbers that are arguments, each with a message that names what is required and what was given.
 *
 * <p>Thread-safety: stateless.
 */
public final class Checks {
    private Checks() {}

    /**
     * Requires a whole number that is not too small.
     *
     * @param name what the message calls it
     * @param value the number
     * @param least the smallest that is allowed
     * @return the number
     * @throws IllegalArgumentException if it is smaller
     */
    public static int requireAtLeast(String name, int value, int least) {
        return (int) requireAtLeast(name, (long) value, least);
    }

    /**
     * Requires a whole number that is not too small.
     *
     * @param name what the message calls it
     * @param value the number
     * @param least the smallest that is allowed
     * @return the number
     * @throws IllegalArgumentException if it is smaller
     */
    public static long requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
        }
        return value;
    }

    /**
     * Requires a finite number that is at least 0.
     *
     * @param name what the message calls it
     * @param value the number
     * @return the number
     * @throws IllegalArgumentException if it is another
     */
    public static double requireAtLeastZero(String name, double value) {
        return require(value >= 0 && value < Double.POSITIVE_INFINITY, name, "be finite and at least 0", value);
    }

    /**
     * Requires a finite number above 0.
     *
     * @param name what the message calls it
     * @param value the number
     * @return the number
     * @throws IllegalArgumentException if it is another
     */
    public static double requirePositive(String name, double value) {
        return require(value > 0 && value < Double.POSITIVE_INFINITY, name, "be positive and finite", value);
    }

    /**
     * Requires a number from 0 to 1.
     *
     * @param name what the message calls it
     * @param value the number
     * @return the number
     * @throws IllegalArgumentException if it is another
     */
    public static double requireShare(String name, double value) {
        return require(value >= 0 && value <= 1, name, "lie in [0, 1]", value);
    }

    private static double require(boolean allowed, String name, String rule, double value) {
        if (!allowed) {
            throw new IllegalArgumentException(name + " must " + rule + ", but is " + value);
        }
        return value;
    }
}
