package org.gfn4j.evaluation;

import java.util.Arrays;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * How log P_T(x) goes along with log R(x) over a set of objects; both 1 for a perfect sampler.
 *
 * <p>Where many objects have the same reward, as on the hypergrid, Spearman's coefficient stays below 1 for any model
 * whose probabilities of them differ in the last bit: ranks within a tie are noise. Pearson's is the one to read there.
 *
 * <p>Thread-safety: immutable.
 *
 * @param pearson the linear correlation of log R and log P_T, in [−1, 1]; NaN if one of them is constant or infinite
 * @param spearman the correlation of their ranks, ties getting the average rank, in [−1, 1]; NaN if one is constant
 */
public record Correlations(double pearson, double spearman) {

    /**
     * Computes the correlations.
     *
     * @param logRewards log R, natural logs, [objects]
     * @param logProbabilities log P_T or estimates of it, natural logs, [objects]
     * @return the correlations
     * @throws IllegalArgumentException if the lengths differ or a value is NaN
     */
    public static Correlations between(double[] logRewards, double[] logProbabilities) {
        if (logRewards.length != logProbabilities.length) {
            throw new IllegalArgumentException("there must be as many log-rewards as log-probabilities, but there are "
                    + logRewards.length + " and " + logProbabilities.length);
        }
        return new Correlations(
                pearson(logRewards, logProbabilities), pearson(ranks(logRewards), ranks(logProbabilities)));
    }

    private static double[] ranks(double[] values) {
        return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(values);
    }

    private static double pearson(double[] a, double[] b) {
        if (isConstant(a) || isConstant(b)) {
            return Double.NaN;
        }
        double meanA = mean(a);
        double meanB = mean(b);
        double covariance = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < a.length; i++) {
            double centredA = a[i] - meanA;
            double centredB = b[i] - meanB;
            covariance += centredA * centredB;
            varianceA += centredA * centredA;
            varianceB += centredB * centredB;
        }
        double correlation = covariance / (Math.sqrt(varianceA) * Math.sqrt(varianceB));
        return Math.max(-1, Math.min(1, correlation));
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).min().equals(Arrays.stream(values).max());
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
