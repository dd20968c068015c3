package org.gfn4j.app.report;

import java.util.List;
import java.util.Optional;
import org.gfn4j.evaluation.Mean;

/**
 * The mean of some numbers, and how far they scatter.
 *
 * <p>Thread-safety: immutable.
 *
 * @param count how many they are, at least 1
 * @param mean their mean
 * @param deviation the standard deviation of a sample, with n − 1; not a number where there is only one
 */
public record Spread(int count, double mean, double deviation) {

    /**
     * Computes both.
     *
     * @param values finite numbers
     * @return their spread; empty where there are none
     */
    public static Optional<Spread> of(List<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.stream().distinct().count() == 1) { // a sum would round
            return Optional.of(new Spread(values.size(), values.get(0), values.size() == 1 ? Double.NaN : 0));
        }
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Mean.of(numbers);
        return Optional.of(new Spread(values.size(), mean, Mean.deviation(numbers, mean)));
    }
}
