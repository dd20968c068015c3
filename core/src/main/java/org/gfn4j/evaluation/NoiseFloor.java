package org.gfn4j.evaluation;

import org.gfn4j.text.Checks;

/**
 * The L1 distance between a distribution p and the empirical distribution p̂ of N independent draws from it, as expected:
 * what a perfect sampler shows. A sampled distance near its noise floor says that nothing more can be seen with so few
 * samples, not that the model is far off.
 *
 * <p>E|p̂_x − p_x| is the mean absolute deviation of Binomial(N, p_x) over N, which De Moivre gave in closed form: 2 ν (1 −
 * p) b(ν; N, p)/N with ν = ⌊N p⌋ + 1 and b the probability mass (Diaconis and Zabell, Closed form summation for classical
 * distributions, Statistical Science 6, 1991).
 *
 * <p>Thread-safety: immutable.
 *
 * @param l1Sum E Σ |p̂ − p|, exact
 * @param outcomes the number of terminal states
 * @param samples the number of draws N
 */
public record NoiseFloor(double l1Sum, int outcomes, long samples) {

    /**
     * Computes the noise floor.
     *
     * @param probabilities p, summing to 1, [terminals]
     * @param samples the number of draws N, at least 1
     * @return the expected distances
     * @throws IllegalArgumentException if a probability lies outside [0, 1] or N is less than 1
     */
    public static NoiseFloor of(double[] probabilities, long samples) {
        Checks.requireAtLeast("samples", samples, 1);
        double draws = (double) samples;
        double sum = 0;
        double last = 0;
        double lastDeviation = 0;
        for (double probability : probabilities) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability must lie in [0, 1], but one is " + probability);
            }
            if (probability != last) {
                last = probability;
                lastDeviation = Binomial.meanAbsoluteDeviation(draws, probability) / draws;
            }
            sum += lastDeviation;
        }
        return new NoiseFloor(sum, probabilities.length, samples);
    }

    /**
     * Returns the expected mean over terminal states.
     *
     * @return E Σ |p̂ − p| over the number of terminal states
     */
    public double l1Mean() {
        return l1Sum / outcomes;
    }

    /**
     * Returns the expected total variation.
     *
     * @return ½ E Σ |p̂ − p|
     */
    public double totalVariation() {
        return 0.5 * l1Sum;
    }
}
