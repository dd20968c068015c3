package org.gfn4j.network;

/**
 * The non-linear function after a hidden layer, with its derivative as a function of its own output.
 *
 * <p>Thread-safety: immutable.
 */
public enum Activation {
    /** max(x, 0). */
    RELU {
        @Override
        void apply(float[] row) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(row[i], 0f);
            }
        }

        @Override
        void differentiate(float[] outputs, float[] gradients) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = outputs[i] > 0 ? gradients[i] : 0f;
            }
        }
    },
    /** x for x &gt; 0, else x/100. */
    LEAKY_RELU {
        @Override
        void apply(float[] row) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(row[i], 0.01f * row[i]);
            }
        }

        @Override
        void differentiate(float[] outputs, float[] gradients) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = outputs[i] > 0 ? gradients[i] : 0.01f * gradients[i];
            }
        }
    },
    /** x for x &gt; 0, else e^x − 1. */
    ELU {
        @Override
        void apply(float[] row) {
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] > 0 ? row[i] : (float) Math.expm1(row[i]);
            }
        }

        @Override
        void differentiate(float[] outputs, float[] gradients) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = outputs[i] > 0 ? gradients[i] : (outputs[i] + 1) * gradients[i];
            }
        }
    };

    /**
     * Replaces a row by its activations.
     *
     * @param row sums of a layer, overwritten, [units]
     */
    abstract void apply(float[] row);

    /**
     * Multiplies gradients by the derivative of the activation.
     *
     * @param outputs what {@link #apply} left, [units]
     * @param gradients derivatives with respect to the outputs, overwritten by those with respect to the sums, [units]
     */
    abstract void differentiate(float[] outputs, float[] gradients);
}
