package org.gfn4j.app.report;

import java.util.stream.IntStream;

/**
 * Points of a curve, in the order of its first axis.
 *
 * <p>Thread-safety: immutable; the arrays are not copied and must not be written to.
 *
 * @param x where the points are, [points]
 * @param y their values, [points]
 */
public record Curve(double[] x, double[] y) {

    /** Makes the line y = value between two places. */
    static Curve constant(double from, double to, double value) {
        return new Curve(new double[] {from, to}, new double[] {value, value});
    }

    /**
     * Returns how many points there are.
     *
     * @return the number of points
     */
    public int size() {
        return x.length;
    }

    /**
     * Returns where the last point is.
     *
     * @return the largest place
     */
    public double lastX() {
        return x[x.length - 1];
    }

    double lastY() {
        return y[y.length - 1];
    }

    /** Leaves out what a logarithmic axis cannot show. */
    Curve positive() {
        int[] kept = IntStream.range(0, x.length).filter(point -> y[point] > 0).toArray();
        return new Curve(
                IntStream.of(kept).mapToDouble(point -> x[point]).toArray(),
                IntStream.of(kept).mapToDouble(point -> y[point]).toArray());
    }
}
