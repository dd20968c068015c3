package org.gfn4j.molecules.proxy;

import java.util.Arrays;
import org.gfn4j.evaluation.Correlations;

/**
 * How well scores agree with targets.
 *
 * <p>Thread-safety: immutable.
 *
 * @param molecules how many molecules were compared
 * @param rSquared 1 − Σ(score − target)²/Σ(target − mean target)², at most 1; NaN if all targets are equal
 * @param spearman the correlation of the ranks, ties getting the average rank; NaN if all scores or all targets are equal
 * @param rmse √(mean of (score − target)²), in units of the target
 */
public record ProxyMetrics(int molecules, double rSquared, double spearman, double rmse) {

    /**
     * Compares.
     *
     * @param targets the targets, [molecules]
     * @param scores the scores, [molecules]
     * @return how well they agree
     * @throws IllegalArgumentException if there is none, the lengths differ, or a value is NaN
     */
    public static ProxyMetrics of(double[] targets, double[] scores) {
        if (targets.length == 0 || targets.length != scores.length) {
            throw new IllegalArgumentException("there must be as many scores as targets, at least one, but there are "
                    + scores.length + " and " + targets.length);
        }
        double unit = Scaling.unit(targets, scores);
        double mean =
                Scaling.mean(Arrays.stream(targets).map(target -> target * unit).toArray());
        double residual = 0;
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            double error = (scores[i] - targets[i]) * unit;
            double distance = targets[i] * unit - mean;
            residual = Math.fma(error, error, residual);
            total = Math.fma(distance, distance, total);
        }
        Correlations correlations = Correlations.between(targets, scores);
        return new ProxyMetrics(
                targets.length,
                total > 0 ? 1 - residual / total : Double.NaN,
                correlations.spearman(),
                Math.sqrt(residual / targets.length) / unit);
    }
}
