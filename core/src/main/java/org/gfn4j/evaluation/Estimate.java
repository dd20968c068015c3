package org.gfn4j.evaluation;

import org.gfn4j.trajectory.LogSpace;

/**
 * A number estimated from samples.
 *
 * <p>Thread-safety: immutable.
 *
 * @param value the estimate
 * @param standardError its standard error, NaN where the value is infinite
 * @param samples how many independent samples it comes from
 */
public record Estimate(double value, double standardError, int samples) {

    /**
     * Estimates a mean.
     *
     * @param values independent samples, at least 2
     * @return the mean with the standard error s/√n
     */
    static Estimate ofMean(double[] values) {
        int count = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / count;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Estimate(mean, Math.sqrt(squares / (count - 1) / count), count);
    }

    /**
     * Estimates the log of a mean from logs, with the standard error that the delta method gives: that of the mean over
     * the mean.
     *
     * @param logValues logs of independent samples, at least 2
     * @return log((1/n) Σ exp)
     */
    static Estimate ofLogMean(double[] logValues) {
        int count = logValues.length;
        double logMean = LogSpace.sum(logValues, 0, count) - Math.log(count);
        double squares = 0;
        for (double logValue : logValues) {
            double deviation = Math.expm1(logValue - logMean);
            squares += deviation * deviation;
        }
        return new Estimate(logMean, Math.sqrt(squares / (count - 1) / count), count);
    }
}
