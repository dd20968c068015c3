package org.gfn4j.reward;

/**
 * The limits between which a raw reward is scaled to [0, 1].
 *
 * <p>Thread-safety: immutable.
 *
 * @param low what becomes 0, finite
 * @param high what becomes 1, finite and another number; below {@code low} where smaller is better
 */
public record Limits(double low, double high) {

    /**
     * Makes limits.
     *
     * @throws IllegalArgumentException if they are not finite, or equal
     */
    public Limits {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low == high) {
            throw new IllegalArgumentException(
                    "limits must be two different finite numbers, but are " + low + " and " + high);
        }
    }

    /**
     * Scales a raw reward.
     *
     * @param raw the raw reward, not NaN
     * @return min(max((raw − low) / (high − low), 0), 1)
     */
    public double scale(double raw) {
        return Math.min(Math.max((raw - low) / (high - low), 0), 1);
    }
}
