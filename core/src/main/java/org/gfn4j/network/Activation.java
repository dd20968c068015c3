package org.gfn4j.network;

/**
 * The non-linear function after a hidden layer.
 *
 * <p>Thread-safety: immutable.
 */
public enum Activation {
    /** max(x, 0). */
    RELU(0),
    /** x for x &gt; 0, else x/100. */
    LEAKY_RELU(0.01f),
    /** x for x &gt; 0, else e^x − 1. */
    ELU(1) {
        @Override
        void apply(Kernel kernel, float[] sums, int from, int length) {
            for (int i = from; i < from + length; i++) {
                sums[i] = sums[i] > 0 ? sums[i] : (float) Math.expm1(sums[i]);
            }
        }

        @Override
        void differentiate(Kernel kernel, float[] outputs, float[] gradients, int from, int length) {
            for (int i = from; i < from + length; i++) {
                gradients[i] = outputs[i] > 0 ? gradients[i] : (outputs[i] + 1) * gradients[i];
            }
        }
    };

    private final float slope;

    Activation(float slope) {
        this.slope = slope;
    }

    /**
     * Replaces sums by activations.
     *
     * @param kernel does it
     * @param sums sums of a layer, overwritten
     * @param from the first of them
     * @param length how many, a multiple of 16
     */
    void apply(Kernel kernel, float[] sums, int from, int length) {
        kernel.bend(sums, from, length, slope);
    }

    /**
     * Multiplies gradients by the derivative of the activation, which is a function of its output.
     *
     * @param kernel does it
     * @param outputs what {@link #apply} left
     * @param gradients derivatives with respect to the outputs, overwritten by those with respect to the sums
     * @param from the first of both
     * @param length how many, a multiple of 16
     */
    void differentiate(Kernel kernel, float[] outputs, float[] gradients, int from, int length) {
        kernel.bendGradients(outputs, gradients, from, length, slope);
    }
}
