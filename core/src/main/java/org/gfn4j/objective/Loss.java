package org.gfn4j.objective;

/**
 * A loss as Σ w·φ(residual) over Σ w, apart so that the parts of a batch can be added.
 *
 * @param numerator the weighted sum
 * @param denominator the sum of the weights
 */
public record Loss(double numerator, double denominator) {

    /**
     * Returns the loss.
     *
     * @return numerator / denominator, 0 where there is no residual
     */
    public double value() {
        return denominator == 0 ? 0 : numerator / denominator;
    }
}
