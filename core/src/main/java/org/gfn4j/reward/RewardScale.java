package org.gfn4j.reward;

import org.gfn4j.text.Checks;

/**
 * How raw rewards become log-rewards: log R(x) = β·log(max(raw(x), floor) / norm), natural logs.
 *
 * <p>Thread-safety: immutable.
 *
 * @param exponent the exponent β, positive and finite
 * @param norm what raw rewards are divided by, positive and finite
 * @param floor the smallest raw reward, at least 0 and finite; with 0 a log-reward may be −∞
 * @param liftsNegative whether raw rewards below 0, −∞ included, are lifted to the floor; else they are refused. With it
 *     the floor must be positive
 */
public record RewardScale(double exponent, double norm, double floor, boolean liftsNegative) {
    /** The floor where none is given: a raw reward of zero counts as 1e-35, so that its logarithm is finite. */
    public static final double DEFAULT_FLOOR = 1e-35;

    /** Exponent 1, norm 1 and the default floor; negative rewards are refused. */
    public static final RewardScale PLAIN = new RewardScale(1, 1, DEFAULT_FLOOR, false);

    /**
     * Makes a scale.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public RewardScale {
        Checks.requirePositive("exponent", exponent);
        Checks.requirePositive("norm", norm);
        Checks.requireAtLeastZero("floor", floor);
        if (floor == 0 && liftsNegative) {
            throw new IllegalArgumentException(
                    "floor must be positive where negative rewards are lifted to it, but is " + floor);
        }
    }

    /**
     * Makes the scale of a score that may be negative, which the floor stands in for.
     *
     * @param exponent the exponent β, positive and finite
     * @param norm what scores are divided by, positive and finite
     * @param floor the smallest score, positive and finite
     * @return the scale
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static RewardScale ofScores(double exponent, double norm, double floor) {
        return new RewardScale(exponent, norm, floor, true);
    }

    /**
     * Writes what is made of a raw reward.
     *
     * @return a formula, such as {@code R = raw}, {@code R = raw^10} or {@code R = (raw / 8)^96}
     */
    public String formula() {
        String base = norm == 1 ? "raw" : "raw / " + text(norm);
        if (exponent == 1) {
            return "R = " + base;
        }
        return "R = " + (norm == 1 ? base : "(" + base + ")") + "^" + text(exponent);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
