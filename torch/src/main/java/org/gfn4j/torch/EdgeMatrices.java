package org.gfn4j.torch;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A learned matrix for each of some kinds of edges, for {@link EdgeConditionedMessages}: {@code weight} [kinds, inputs,
 * outputs].
 *
 * <p>For a few kinds these are fewer weights than those of a network that makes matrices of kinds, and can be the same
 * matrices.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class EdgeMatrices implements Layer {
    private final NativeTensor weight;

    /**
     * Makes a layer with weights from U(−1/√inputs, 1/√inputs).
     *
     * @param kinds how many kinds of edges there are
     * @param inputs how many numbers a node has
     * @param outputs how many a message has
     * @param precision the precision
     * @param generator draws the weights
     */
    public EdgeMatrices(int kinds, int inputs, int outputs, Precision precision, RandomGenerator generator) {
        weight = Weights.uniform(generator, precision, inputs, kinds, inputs, outputs);
    }

    /**
     * Returns the matrices.
     *
     * @return the weight, [kinds, inputs, outputs]
     */
    public NativeTensor weight() {
        return weight;
    }

    @Override
    public Map<String, NativeTensor> weights() {
        return Map.of("weight", weight);
    }
}
