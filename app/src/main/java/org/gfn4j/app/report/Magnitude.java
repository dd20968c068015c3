package org.gfn4j.app.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A power of ten that an axis is drawn in units of, so that numbers at the ends of their range can be laid out.
 *
 * <p>Thread-safety: immutable.
 *
 * @param exponent the power, 0 where the numbers are drawn as they are
 */
record Magnitude(int exponent) {
    private static final double LARGEST = 1e9;
    private static final double SMALLEST = 1e-3;

    /** Returns the magnitude that suits some finite numbers. */
    static Magnitude of(DoubleStream values) {
        double most = values.map(Math::abs).max().orElse(0);
        return new Magnitude(
                most == 0 || (most >= SMALLEST && most < LARGEST) ? 0 : (int) Math.floor(Math.log10(most)));
    }

    /** Returns numbers in this unit. */
    double[] scaled(double[] values) {
        if (exponent == 0) {
            return values;
        }
        int half = exponent / 2; // as neither 10^-308 nor 10^323 is a good divisor
        return Arrays.stream(values)
                .map(value -> value / Math.pow(10, half) / Math.pow(10, exponent - half))
                .toArray();
    }

    /** Returns the title of an axis with its unit. */
    String title(String title) {
        return exponent == 0 ? title : title + " (in 1e" + exponent + ")";
    }
}
