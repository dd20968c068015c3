package org.gfn4j.network;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A multilayer perceptron in single precision: hidden layers of equal width, and a linear layer of outputs.
 *
 * <p>The inputs are sparse, so the first layer is a sum of rows of weights.
 *
 * <p>Thread-safety: any number of passes may run at once while nobody writes weights; backward passes and steps are
 * confined to one thread.
 */
public final class Mlp {
    private final List<Linear> hidden;
    private final Linear output;
    private final Activation activation;

    /**
     * Makes a network with fresh weights.
     *
     * @param inputs the number of inputs, at least 1
     * @param hiddenWidth the width of each hidden layer, at least 1
     * @param hiddenLayers the number of hidden layers, at least 1
     * @param outputs the number of outputs, at least 1
     * @param activation the function after each hidden layer
     * @param generator draws the weights
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Mlp(
            int inputs,
            int hiddenWidth,
            int hiddenLayers,
            int outputs,
            Activation activation,
            RandomGenerator generator) {
        requirePositive("inputs", inputs);
        requirePositive("hiddenWidth", hiddenWidth);
        requirePositive("hiddenLayers", hiddenLayers);
        requirePositive("outputs", outputs);
        this.activation = activation;
        hidden = new ArrayList<>();
        for (int layer = 0; layer < hiddenLayers; layer++) {
            hidden.add(new Linear(layer == 0 ? inputs : hiddenWidth, hiddenWidth, generator));
        }
        output = new Linear(hiddenWidth, outputs, generator);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }

    /**
     * Returns the hidden layers.
     *
     * @return the layers, from the input on
     */
    public List<Linear> hidden() {
        return List.copyOf(hidden);
    }

    /**
     * Returns the last layer.
     *
     * @return the linear layer of outputs
     */
    public Linear output() {
        return output;
    }

    /**
     * Runs the network forward.
     *
     * @param inputs a batch of inputs, [rows, inputs]
     * @return the outputs, with what is needed to run backward
     */
    public Pass forward(SparseRows inputs) {
        int rows = inputs.rows();
        List<float[][]> activations = new ArrayList<>(hidden.size());
        float[][] below = new float[0][];
        for (Linear layer : hidden) {
            float[][] sums = layer.biases(rows);
            if (activations.isEmpty()) {
                addSparseProduct(inputs, layer.values(), sums);
            } else {
                Matrices.addProduct(below, layer.values(), layer.inputs(), sums);
            }
            for (float[] row : sums) {
                activation.apply(row);
            }
            activations.add(sums);
            below = sums;
        }
        float[][] outputs = output.biases(rows);
        Matrices.addProduct(below, output.values(), output.inputs(), outputs);
        return new Pass(inputs, activations, outputs);
    }

    private static void addSparseProduct(SparseRows inputs, float[][] weights, float[][] sums) {
        for (int row = 0; row < sums.length; row++) {
            for (int entry = inputs.start(row); entry < inputs.end(row); entry++) {
                Matrices.add(inputs.value(entry), weights[inputs.index(entry)], sums[row]);
            }
        }
    }

    /**
     * The outputs for one batch, and the way back.
     *
     * <p>Thread-safety: confined to one thread.
     */
    public final class Pass {
        private final SparseRows inputs;
        private final List<float[][]> activations;
        private final float[][] outputs;

        private Pass(SparseRows inputs, List<float[][]> activations, float[][] outputs) {
            this.inputs = inputs;
            this.activations = activations;
            this.outputs = outputs;
        }

        /**
         * Returns the outputs.
         *
         * @return not copied, [rows, outputs]
         */
        public float[][] outputs() {
            return outputs;
        }

        /**
         * Adds to the gradients of all weights, which must not have been stepped since the forward pass.
         *
         * @param outputGradients derivatives of a loss with respect to the outputs, [rows, outputs]
         */
        public void backward(float[][] outputGradients) {
            float[][] gradients = outputGradients;
            Linear above = output;
            for (int layer = hidden.size() - 1; layer >= 0; layer--) {
                float[][] below = activations.get(layer);
                Matrices.addTransposedProduct(below, gradients, above.inputs(), above.gradients());
                above.addBiasGradients(gradients);
                float[][] transposed = Matrices.transpose(above.values(), above.inputs(), above.outputs());
                float[][] sums = new float[below.length][above.inputs()];
                Matrices.addProduct(gradients, transposed, above.outputs(), sums);
                for (int row = 0; row < sums.length; row++) {
                    activation.differentiate(below[row], sums[row]);
                }
                gradients = sums;
                above = hidden.get(layer);
            }
            for (int row = 0; row < gradients.length; row++) {
                for (int entry = inputs.start(row); entry < inputs.end(row); entry++) {
                    Matrices.add(inputs.value(entry), gradients[row], above.gradients()[inputs.index(entry)]);
                }
            }
            above.addBiasGradients(gradients);
        }
    }
}
