package org.gfn4j.network;

import java.util.random.RandomGenerator;

/**
 * The weights of a linear layer with their gradients and Adam's moments: y = x·W + b.
 *
 * <p>The flat order is W by rows of inputs, then b.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Linear {
    private final int inputs;
    private final int outputs;
    private final float[][] values;
    private final float[][] gradients;
    private final float[][] first;
    private final float[][] second;

    /**
     * Makes a layer with weights and biases uniform in ±1/√inputs.
     *
     * @param inputs the number of inputs, at least 1
     * @param outputs the number of outputs, at least 1
     * @param generator draws the weights
     */
    Linear(int inputs, int outputs, RandomGenerator generator) {
        this.inputs = inputs;
        this.outputs = outputs;
        values = new float[inputs + 1][outputs];
        gradients = new float[inputs + 1][outputs];
        first = new float[inputs + 1][outputs];
        second = new float[inputs + 1][outputs];
        float bound = (float) (1 / Math.sqrt(inputs));
        for (float[] row : values) {
            for (int i = 0; i < outputs; i++) {
                row[i] = bound * (2 * generator.nextFloat() - 1);
            }
        }
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /**
     * Returns the weights by rows of inputs, with the biases as the last row.
     *
     * @return live, [inputs + 1, outputs]
     */
    float[][] values() {
        return values;
    }

    /**
     * Returns the gradients of {@link #values}.
     *
     * @return live, [inputs + 1, outputs]
     */
    float[][] gradients() {
        return gradients;
    }

    /**
     * Makes rows that hold the biases, for products to be added to.
     *
     * @param rows the number of rows
     * @return a new array, [rows, outputs]
     */
    float[][] biases(int rows) {
        float[][] result = new float[rows][];
        for (int row = 0; row < rows; row++) {
            result[row] = values[inputs].clone();
        }
        return result;
    }

    void addBiasGradients(float[][] outputGradients) {
        for (float[] row : outputGradients) {
            Matrices.add(1, row, gradients[inputs]);
        }
    }

    /**
     * Returns the number of weights and biases.
     *
     * @return the size of the flat view
     */
    public long size() {
        return (inputs + 1L) * outputs;
    }

    /**
     * Returns a weight or bias.
     *
     * @param index in {@code [0, size())}
     * @return its value
     */
    public float value(long index) {
        return values[(int) (index / outputs)][(int) (index % outputs)];
    }

    /**
     * Sets a weight or bias.
     *
     * @param index in {@code [0, size())}
     * @param value its new value
     */
    public void setValue(long index, float value) {
        values[(int) (index / outputs)][(int) (index % outputs)] = value;
    }

    /**
     * Returns the gradient of a weight or bias.
     *
     * @param index in {@code [0, size())}
     * @return what backward passes have added up since the last step
     */
    public float gradient(long index) {
        return gradients[(int) (index / outputs)][(int) (index % outputs)];
    }

    /**
     * Returns the sum of the squares of all gradients.
     *
     * @return the squared norm
     */
    public double squaredGradientNorm() {
        double sum = 0;
        for (float[] row : gradients) {
            for (float gradient : row) {
                sum = Math.fma(gradient, (double) gradient, sum);
            }
        }
        return sum;
    }

    /**
     * Moves all values by one step and sets the gradients to zero.
     *
     * @param adam the step
     * @param gradientScale a factor on the gradients
     */
    public void step(Adam adam, double gradientScale) {
        for (int row = 0; row <= inputs; row++) {
            adam.move(values[row], gradients[row], first[row], second[row], gradientScale);
        }
    }
}
