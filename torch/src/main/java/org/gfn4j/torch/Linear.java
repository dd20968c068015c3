package org.gfn4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * An affine map x·Wᵀ + b, with {@code weight} [outputs, inputs] and {@code bias} [outputs].
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Linear implements Layer {
    private final NativeTensor weight;
    private final NativeTensor bias;

    /**
     * Makes a layer with weights from U(−1/√inputs, 1/√inputs).
     *
     * @param inputs how many numbers come in
     * @param outputs how many go out
     * @param precision the precision
     * @param generator draws the weights
     */
    public Linear(int inputs, int outputs, Precision precision, RandomGenerator generator) {
        weight = Weights.uniform(generator, precision, inputs, outputs, inputs);
        bias = Weights.uniform(generator, precision, inputs, outputs);
    }

    /**
     * Applies the map.
     *
     * @param inputs rows [rows, inputs]
     * @return rows [rows, outputs]
     */
    public NativeTensor apply(NativeTensor inputs) {
        return inputs.linear(weight, bias);
    }

    /**
     * Returns the matrix.
     *
     * @return the weight, [outputs, inputs]
     */
    public NativeTensor weight() {
        return weight;
    }

    /**
     * Returns what is added.
     *
     * @return the bias, [outputs]
     */
    public NativeTensor bias() {
        return bias;
    }

    @Override
    public Map<String, NativeTensor> weights() {
        Map<String, NativeTensor> weights = new LinkedHashMap<>();
        weights.put("weight", weight);
        weights.put("bias", bias);
        return weights;
    }
}
