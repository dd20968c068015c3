package org.gfn4j.evaluation;

import java.util.Arrays;
import org.gfn4j.trajectory.LogSpace;

/**
 * Means and deviations of numbers that may be as large or as small as numbers can be, such as raw rewards.
 *
 * <p>Thread-safety: stateless.
 */
public final class Mean {
    /** Far enough from the ends of the range for sums of 2⁶³ numbers. */
    private static final int SHIFT = 128;

    private Mean() {}

    /**
     * Computes the mean; where the sum would overflow, that of the numbers scaled by a power of two, which rounds nothing.
     *
     * @param values finite numbers
     * @return a number between the least and the greatest of them, NaN where there are none
     */
    public static double of(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        if (Double.isFinite(sum)) {
            return sum / values.length;
        }
        double scaled = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            scaled += Math.scalb(value, -SHIFT);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return Math.max(least, Math.min(most, Math.scalb(scaled / values.length, SHIFT)));
    }

    /**
     * Computes the mean of numbers that are given by their logs.
     *
     * @param logValues natural logs, −∞ allowed, at least 1
     * @return the natural log of the mean of the numbers
     */
    public static double ofLogs(double... logValues) {
        return LogSpace.sum(logValues, 0, logValues.length) - Math.log(logValues.length);
    }

    /**
     * Computes the standard deviation of a sample, with n − 1.
     *
     * @param values finite numbers
     * @param mean their mean
     * @return the deviation, NaN where there are fewer than 2; the largest number where it is beyond
     */
    public static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        if (values.length < 2) {
            return Double.NaN;
        }
        if (Double.isFinite(squares) && squares >= Double.MIN_NORMAL) {
            return Math.sqrt(squares / (values.length - 1));
        }
        double[] halves =
                Arrays.stream(values).map(value -> value / 2 - mean / 2).toArray();
        double most = Arrays.stream(halves).map(Math::abs).max().orElse(0);
        if (most == 0) {
            return 0;
        }
        double scaled = 0;
        for (double half : halves) {
            scaled += (half / most) * (half / most);
        }
        return Math.min(Double.MAX_VALUE, 2 * Math.sqrt(scaled / (values.length - 1)) * most);
    }
}
