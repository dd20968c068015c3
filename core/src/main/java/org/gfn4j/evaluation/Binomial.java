package org.gfn4j.evaluation;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The binomial distribution for any number of trials, by Loader's saddle-point form (Fast and Accurate Computation of
 * Binomial Probabilities, 2000), which has no large terms that cancel.
 */
final class Binomial {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Binomial() {}

    /** Computes E|X − N p| for X ~ Binomial(N, p) by De Moivre's closed form. */
    static double meanAbsoluteDeviation(double trials, double probability) {
        if (probability <= 0 || probability >= 1) {
            return 0;
        }
        double above = Math.min(Math.floor(trials * probability) + 1, trials);
        return 2 * above * (1 - probability) * mass(above, trials, probability);
    }

    /** Computes P(X = x) for 1 ≤ x ≤ N and 0 < p < 1. */
    static double mass(double x, double trials, double probability) {
        if (x == trials) {
            return Math.exp(trials * Math.log(probability));
        }
        double rest = trials - x;
        double exponent = stirlingError(trials)
                - stirlingError(x)
                - stirlingError(rest)
                - deviance(x, trials * probability)
                - deviance(rest, trials * (1 - probability));
        return Math.sqrt(trials / (2 * Math.PI * x * rest)) * Math.exp(exponent);
    }

    /** Computes log n! − log(√(2 π n) (n/e)^n). */
    private static double stirlingError(double n) {
        if (n <= 15) {
            return LogGamma.value(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI;
        }
        double square = n * n;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square)
                / n;
    }

    /** Computes x log(x/m) + m − x, by a series where x is close to m. */
    private static double deviance(double x, double mean) {
        double difference = x - mean;
        if (Math.abs(difference) >= 0.1 * (x + mean)) {
            return x * Math.log(x / mean) - difference;
        }
        double ratio = difference / (x + mean);
        double sum = difference * ratio;
        double term = 2 * x * ratio;
        for (int k = 3; ; k += 2) {
            term *= ratio * ratio;
            double next = sum + term / k;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
