package org.gfn4j.evaluation;

/**
 * How far a distribution q over terminal states is from the target p. Logarithms are natural.
 *
 * <p>Thread-safety: immutable.
 *
 * @param totalVariation ½ Σ |p − q|, in [0, 1]
 * @param l1Sum Σ |p − q|, in [0, 2]
 * @param l1Mean Σ |p − q| over the number of terminal states: the "empirical L1" of Bengio et al. 2021
 * @param klTargetModel KL(p ‖ q) = Σ p log(p/q), +∞ where q misses what p has
 * @param klModelTarget KL(q ‖ p) = Σ q log(q/p), +∞ where q has what p forbids
 * @param jensenShannon ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = ½ (p + q), in [0, log 2]
 * @param meanRewardError |E_q R − E_p R| / E_p R: the relative error of the expected reward, R not in logs
 */
public record Distances(
        double totalVariation,
        double l1Sum,
        double l1Mean,
        double klTargetModel,
        double klModelTarget,
        double jensenShannon,
        double meanRewardError) {
    private static final double LARGEST_LOG = 709;

    /** Computes log(1 + eˣ), which is x where eˣ would overflow. */
    private static double log1pExp(double x) {
        return x > LARGEST_LOG ? x : Math.log1p(Math.exp(x));
    }

    /**
     * Computes the distances.
     *
     * @param targetLogProbabilities log p, with R proportional to p, natural logs, [terminals]
     * @param modelLogProbabilities log q, natural logs, −∞ where q is zero, [terminals]
     * @return the distances
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public static Distances between(double[] targetLogProbabilities, double[] modelLogProbabilities) {
        int terminals = targetLogProbabilities.length;
        if (modelLogProbabilities.length != terminals || terminals == 0) {
            throw new IllegalArgumentException("both distributions must be over the same terminal states, but have "
                    + terminals + " and " + modelLogProbabilities.length);
        }
        double l1 = 0;
        double klTargetModel = 0;
        double klModelTarget = 0;
        double jensenShannon = 0;
        double targetReward = 0;
        double modelReward = 0;
        for (int terminal = 0; terminal < terminals; terminal++) {
            double logP = targetLogProbabilities[terminal];
            double logQ = modelLogProbabilities[terminal];
            double p = Math.exp(logP);
            double q = Math.exp(logQ);
            l1 += Math.abs(p - q);
            klTargetModel += p == 0 ? 0 : p * (logP - logQ);
            klModelTarget += q == 0 ? 0 : q * (logQ - logP);
            jensenShannon += p == 0 ? 0 : 0.5 * p * (Math.log(2) - log1pExp(logQ - logP));
            jensenShannon += q == 0 ? 0 : 0.5 * q * (Math.log(2) - log1pExp(logP - logQ));
            targetReward += p * p;
            modelReward += q * p;
        }
        return new Distances(
                0.5 * l1,
                l1,
                l1 / terminals,
                Math.max(0, klTargetModel),
                Math.max(0, klModelTarget),
                Math.max(0, jensenShannon),
                Math.abs(modelReward - targetReward) / targetReward);
    }
}
