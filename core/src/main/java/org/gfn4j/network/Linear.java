package org.gfn4j.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Tensor;

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

    private float[][] rows(Quantity quantity) {
        return switch (quantity) {
            case VALUE -> values;
            case FIRST_MOMENT -> first;
            case SECOND_MOMENT -> second;
        };
    }

    /**
     * Returns the weights or their moments.
     *
     * @param quantity which
     * @return a copy, [inputs, outputs]
     */
    public FloatTensor weight(Quantity quantity) {
        float[][] rows = rows(quantity);
        float[] packed = new float[Math.multiplyExact(inputs, outputs)];
        for (int row = 0; row < inputs; row++) {
            System.arraycopy(rows[row], 0, packed, row * outputs, outputs);
        }
        return Tensor.of(packed, inputs, outputs);
    }

    /**
     * Returns the biases or their moments.
     *
     * @param quantity which
     * @return a copy, [outputs]
     */
    public FloatTensor bias(Quantity quantity) {
        return Tensor.of(rows(quantity)[inputs].clone(), outputs);
    }

    /**
     * Replaces weights and biases or their moments by copies.
     *
     * @param quantity which
     * @param weight as {@link #weight} returns, [inputs, outputs]
     * @param bias as {@link #bias} returns, [outputs]
     */
    public void set(Quantity quantity, FloatTensor weight, FloatTensor bias) {
        float[][] rows = rows(quantity);
        for (int row = 0; row < inputs; row++) {
            System.arraycopy(weight.values(), row * outputs, rows[row], 0, outputs);
        }
        System.arraycopy(bias.values(), 0, rows[inputs], 0, outputs);
    }

    /** Sets all gradients to zero. */
    public void clearGradients() {
        for (float[] row : gradients) {
            Arrays.fill(row, 0);
        }
    }

    /**
     * Tells whether another layer has as many inputs and outputs.
     *
     * @param other another layer
     * @return whether each value has one of the other's to go with it
     */
    public boolean hasShapeOf(Linear other) {
        return inputs == other.inputs && outputs == other.outputs;
    }

    /**
     * Moves all values towards those of another layer: θ ← θ + share·(θ′ − θ).
     *
     * @param other a layer of the same shape
     * @param share in [0, 1]; 1 copies the values bit for bit
     */
    public void approach(Linear other, double share) {
        for (int row = 0; row <= inputs; row++) {
            if (share == 1) {
                System.arraycopy(other.values[row], 0, values[row], 0, outputs);
            } else {
                approach(values[row], other.values[row], (float) share);
            }
        }
    }

    private static void approach(float[] row, float[] target, float share) {
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.fma(share, target[i] - row[i], row[i]);
        }
    }
}
