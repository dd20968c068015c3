package org.gfn4j.objective;

/**
 * A loss as Σ w·φ(residual) over Σ w. Numerators and denominators of two batches may be added where the weights do not
 * depend on the rest of a batch, as in trajectory balance, detailed balance, SubTB with λ ≤ 1 and plain flow matching.
 *
 * <p>Thread-safety: immutable.
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
