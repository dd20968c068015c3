package org.gfn4j.molecules.chemistry;

/**
 * How well a number lies in a range: 1 inside of it, and exp(−½ (distance / softness)²) at a distance from it.
 *
 * <p>Thread-safety: immutable.
 *
 * @param low the smallest number that is wanted, perhaps −∞
 * @param high the largest number that is wanted, perhaps +∞
 * @param softness the distance at which desirability has fallen to exp(−½) ≈ .61, above 0
 */
public record RangeDesirability(double low, double high, double softness) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code low} is not at most {@code high}, or softness is not finite and above 0
     */
    public RangeDesirability {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "a range must go from a number to one that is not smaller, but it goes from " + low + " to "
                            + high);
        }
        if (!(softness > 0) || Double.isInfinite(softness)) {
            throw new IllegalArgumentException("the softness of a range must be above 0, but is " + softness);
        }
    }

    /**
     * Returns the desirability of a number.
     *
     * @param value the number
     * @return in [0, 1]; NaN for NaN
     */
    public double of(double value) {
        double distance = value < low ? low - value : value > high ? value - high : 0;
        double scaled = distance / softness;
        return Double.isNaN(value) ? Double.NaN : Math.exp(-0.5 * scaled * scaled);
    }
}
