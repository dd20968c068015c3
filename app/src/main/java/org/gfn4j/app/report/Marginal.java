package org.gfn4j.app.report;

import java.util.Arrays;

/**
 * How probability is spread over the values of two coordinates, summed over all others.
 *
 * <p>Thread-safety: confined to one thread while probability is added.
 */
final class Marginal {
    private final int first;
    private final int second;
    private final Binning firstBins;
    private final Binning secondBins;
    private final double[][] sums;

    /**
     * Makes an empty marginal.
     *
     * @param first which coordinate is the first
     * @param firstBins its bins
     * @param second which coordinate is the second; that of a one-dimensional marginal is the first again
     * @param secondBins its bins
     */
    Marginal(int first, Binning firstBins, int second, Binning secondBins) {
        this.first = first;
        this.second = second;
        this.firstBins = firstBins;
        this.secondBins = secondBins;
        sums = new double[firstBins.bins()][secondBins.bins()];
    }

    /** Adds an object with its coordinates. */
    void add(int[] values, double probability) {
        sums[firstBins.bin(values[first])][secondBins.bin(values[second])] += probability;
    }

    int first() {
        return first;
    }

    int second() {
        return second;
    }

    Binning firstBins() {
        return firstBins;
    }

    Binning secondBins() {
        return secondBins;
    }

    /** Returns the probability of every pair of bins, not copied, [bins of the first][bins of the second]. */
    double[][] sums() {
        return sums;
    }

    /** Returns the largest probability of a pair of bins. */
    double largest() {
        return Arrays.stream(sums).flatMapToDouble(Arrays::stream).max().orElse(0);
    }

    /** Returns this marginal minus another, [bins of the first][bins of the second]. */
    double[][] minus(Marginal other) {
        double[][] differences = new double[sums.length][];
        for (int i = 0; i < sums.length; i++) {
            differences[i] = sums[i].clone();
            for (int j = 0; j < differences[i].length; j++) {
                differences[i][j] -= other.sums[i][j];
            }
        }
        return differences;
    }
}
