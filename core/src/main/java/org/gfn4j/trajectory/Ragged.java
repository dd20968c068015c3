package org.gfn4j.trajectory;

/**
 * Groups of numbers of different sizes, packed one after another.
 *
 * <p>Thread-safety: confined to one thread while the values are written; the arrays are not copied.
 *
 * @param offsets where each group starts, and the total, [groups + 1]
 * @param values the numbers, [total]
 */
@SuppressWarnings("ArrayRecordComponent") // a packed carrier, compared by nobody
public record Ragged(int[] offsets, double[] values) {

    /**
     * Makes groups of zeros.
     *
     * @param offsets where each group starts, and the total, [groups + 1]
     * @return the groups
     */
    public static Ragged zeros(int[] offsets) {
        return new Ragged(offsets, new double[offsets[offsets.length - 1]]);
    }

    /**
     * Returns where a group starts.
     *
     * @param group a group
     * @return an index into {@link #values}
     */
    public int start(int group) {
        return offsets[group];
    }

    /**
     * Returns where a group ends.
     *
     * @param group a group
     * @return the index after its last value
     */
    public int end(int group) {
        return offsets[group + 1];
    }

    /**
     * Returns log Σ exp over a group.
     *
     * @param group a group
     * @return the natural log of the sum of exponentials, −∞ for an empty group
     */
    public double logSumExp(int group) {
        return LogSpace.sum(values, start(group), end(group));
    }
}
