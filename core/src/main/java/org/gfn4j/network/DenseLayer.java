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
public final class DenseLayer {
    /** So many values are moved by one thread at a time. */
    private static final int PART = 1 << 16;

    private final int inputs;
    private final int outputs;
    private final int stride;
    private final Kernel kernel;
    private final Workers workers;
    private final AdamArrays arrays;
    private final float[] transposed;
    private long version;
    private long transposedVersion = -1;

    /**
     * Makes a layer with weights and biases uniform in ±1/√inputs.
     *
     * @param inputs the number of inputs, at least 1
     * @param outputs the number of outputs, at least 1
     * @param generator draws the weights
     * @param kernel moves them
     * @param workers share that work
     */
    DenseLayer(int inputs, int outputs, RandomGenerator generator, Kernel kernel, Workers workers) {
        this.kernel = kernel;
        this.workers = workers;
        this.inputs = inputs;
        this.outputs = outputs;
        stride = Kernel.stride(outputs);
        arrays = new AdamArrays(Math.multiplyExact(inputs + 1, stride));
        transposed = new float[Math.multiplyExact(outputs, Kernel.stride(inputs))];
        float bound = (float) (1 / Math.sqrt(inputs));
        for (int row = 0; row <= inputs; row++) {
            for (int i = 0; i < outputs; i++) {
                arrays.values()[row * stride + i] = bound * (2 * generator.nextFloat() - 1);
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
     * Returns how often the values have been changed.
     *
     * @return a number that grows
     */
    long version() {
        return version;
    }

    /** Returns the weights, live, [inputs, outputs]. */
    Matrix weights() {
        return Matrix.ofRows(arrays.values(), outputs);
    }

    /** Returns the biases, live, in every row the same, [any, outputs]. */
    Matrix biases() {
        return new Matrix(arrays.values(), inputs * stride, 0, 1);
    }

    /** Returns the gradients of the weights, live, [inputs, outputs]. */
    Matrix gradients() {
        return Matrix.ofRows(arrays.gradients(), outputs);
    }

    /** Returns the gradients of the biases, live, [1, outputs]. */
    Matrix biasGradients() {
        return gradients().fromRow(inputs);
    }

    /**
     * Returns the transposed weights, recomputed where the weights have changed.
     *
     * @return [outputs, inputs]
     */
    Matrix transposedWeights() {
        int step = Kernel.stride(inputs);
        if (transposedVersion != version) {
            Transposition.transpose(arrays.values(), stride, inputs, outputs, transposed, step);
            transposedVersion = version;
        }
        return new Matrix(transposed, 0, step, 1);
    }

    private int place(long index) {
        return (int) (index / outputs) * stride + (int) (index % outputs);
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
        return arrays.values()[place(index)];
    }

    /**
     * Sets a weight or bias.
     *
     * @param index in {@code [0, size())}
     * @param value its new value
     */
    public void setValue(long index, float value) {
        version++;
        arrays.values()[place(index)] = value;
    }

    /**
     * Returns the gradient of a weight or bias.
     *
     * @param index in {@code [0, size())}
     * @return what backward passes have added up since the last step
     */
    public float gradient(long index) {
        return arrays.gradients()[place(index)];
    }

    /**
     * Returns the sum of the squares of all gradients.
     *
     * @return the squared norm
     */
    public double squaredGradientNorm() {
        double sum = 0;
        for (float gradient : arrays.gradients()) {
            sum = Math.fma(gradient, (double) gradient, sum);
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
        version++;
        int length = arrays.values().length;
        workers.run((length + PART - 1) / PART, part -> {
            int from = part * PART;
            adam.move(kernel, arrays, from, Math.min(PART, length - from), gradientScale);
        });
    }

    private float[] array(Quantity quantity) {
        return switch (quantity) {
            case VALUE -> arrays.values();
            case FIRST_MOMENT -> arrays.first();
            case SECOND_MOMENT -> arrays.second();
        };
    }

    /**
     * Returns the weights or their moments.
     *
     * @param quantity which
     * @return a copy, [inputs, outputs]
     */
    public FloatTensor weight(Quantity quantity) {
        float[] packed = new float[Math.multiplyExact(inputs, outputs)];
        for (int row = 0; row < inputs; row++) {
            System.arraycopy(array(quantity), row * stride, packed, row * outputs, outputs);
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
        int start = inputs * stride;
        return Tensor.of(Arrays.copyOfRange(array(quantity), start, start + outputs), outputs);
    }

    /**
     * Replaces weights and biases or their moments by copies.
     *
     * @param quantity which
     * @param weight as {@link #weight} returns, [inputs, outputs]
     * @param bias as {@link #bias} returns, [outputs]
     */
    public void set(Quantity quantity, FloatTensor weight, FloatTensor bias) {
        version++;
        for (int row = 0; row < inputs; row++) {
            System.arraycopy(weight.values(), row * outputs, array(quantity), row * stride, outputs);
        }
        System.arraycopy(bias.values(), 0, array(quantity), inputs * stride, outputs);
    }

    /** Sets all gradients to zero. */
    public void clearGradients() {
        Arrays.fill(arrays.gradients(), 0);
    }

    /**
     * Tells whether another layer has as many inputs and outputs.
     *
     * @param other another layer
     * @return whether each value has one of the other's to go with it
     */
    public boolean hasShapeOf(DenseLayer other) {
        return inputs == other.inputs && outputs == other.outputs;
    }

    /**
     * Moves all values towards those of another layer: θ ← θ + share·(θ′ − θ).
     *
     * @param other a layer of the same shape
     * @param share in [0, 1]; 1 copies the values bit for bit
     */
    public void approach(DenseLayer other, double share) {
        version++;
        float[] values = arrays.values();
        float[] targets = other.arrays.values();
        if (share == 1) {
            System.arraycopy(targets, 0, values, 0, values.length);
            return;
        }
        float part = (float) share;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.fma(part, targets[i] - values[i], values[i]);
        }
    }
}
