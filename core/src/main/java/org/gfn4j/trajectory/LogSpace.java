package org.gfn4j.trajectory;

/**
 * Sums of numbers that are kept as natural logarithms.
 *
 * <p>Thread-safety: stateless.
 */
public final class LogSpace {
    private LogSpace() {}

    /**
     * Computes log Σ exp(values[i]) for i in [from, to), shifted by the maximum so that nothing overflows.
     *
     * @param values natural logs
     * @param from the first index
     * @param to the index after the last
     * @return the log of the sum; −∞ for an empty range, NaN if a value is NaN
     */
    public static double sum(double[] values, int from, int to) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, values[i]);
        }
        if (Double.isInfinite(max)) {
            return max;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.exp(values[i] - max);
        }
        return max + Math.log(sum);
    }

    /**
     * Computes log(exp(a) + exp(b)).
     *
     * @param a a natural log
     * @param b a natural log
     * @return the log of the sum
     */
    public static double add(double a, double b) {
        double max = Math.max(a, b);
        return Double.isInfinite(max) ? max : max + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}
