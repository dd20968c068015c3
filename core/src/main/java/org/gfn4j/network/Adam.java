package org.gfn4j.network;

/**
 * One step of Adam (Kingma and Ba 2015, Algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019): m =
 * β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², w ← w − η·decay·w − η·m̂/(√v̂ + ε), with β₁ = .9, β₂ = .999, ε = 1e-8.
 *
 * <p>Thread-safety: immutable.
 *
 * @param rate the rate with the correction of the first moment, η/(1 − β₁ᵗ)
 * @param rootCorrection what the root of a second moment is multiplied with, 1/√(1 − β₂ᵗ)
 * @param keep how much of a value the decay leaves, 1 − η·decay
 */
public record Adam(double rate, double rootCorrection, double keep) {
    /** β₁, how much of the first moment stays. */
    public static final double BETA1 = 0.9;

    /** β₂, how much of the second moment stays. */
    public static final double BETA2 = 0.999;

    /** ε, which keeps the divisor from 0. */
    public static final double EPSILON = 1e-8;

    /**
     * Makes a step.
     *
     * @param step the number of the step, from 1, for the corrections of the moments
     * @param learningRate the rate η
     * @param weightDecay the decay
     * @return the step
     */
    public static Adam step(long step, double learningRate, double weightDecay) {
        return new Adam(
                learningRate / (1 - Math.pow(BETA1, step)),
                1 / Math.sqrt(1 - Math.pow(BETA2, step)),
                1 - learningRate * weightDecay);
    }

    /**
     * Moves single-precision values and sets their gradients to zero.
     *
     * @param values the values, [size]
     * @param gradients their gradients, [size]
     * @param first first moments, [size]
     * @param second second moments, [size]
     * @param gradientScale a factor on the gradients
     */
    public void move(float[] values, float[] gradients, float[] first, float[] second, double gradientScale) {
        AdamArrays arrays = new AdamArrays(values, gradients, first, second);
        move(Kernel.chosen(), arrays, 0, values.length, gradientScale);
    }

    /** Moves {@code length} of the values from one on, and sets their gradients to zero. */
    void move(Kernel kernel, AdamArrays arrays, int from, int length, double gradientScale) {
        kernel.adam(
                new AdamConstants(
                        (float) gradientScale,
                        (float) BETA1,
                        (float) BETA2,
                        (float) rate,
                        (float) rootCorrection,
                        (float) EPSILON,
                        (float) keep),
                arrays,
                from,
                length);
    }

    /**
     * Moves double-precision values and sets their gradients to zero.
     *
     * @param values the values, the first {@code size} of which are moved
     * @param gradients their gradients
     * @param first first moments
     * @param second second moments
     * @param size how many values there are
     * @param gradientScale a factor on the gradients
     */
    public void move(
            double[] values, double[] gradients, double[] first, double[] second, int size, double gradientScale) {
        for (int i = 0; i < size; i++) {
            double gradient = gradientScale * gradients[i];
            first[i] = BETA1 * first[i] + (1 - BETA1) * gradient;
            second[i] = BETA2 * second[i] + (1 - BETA2) * gradient * gradient;
            double root = Math.sqrt(second[i]) * rootCorrection;
            values[i] = keep * values[i] - rate * first[i] / (root + EPSILON);
            gradients[i] = 0;
        }
    }
}
