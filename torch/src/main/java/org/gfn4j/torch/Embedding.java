package org.gfn4j.torch;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A learned row for each of some kinds: {@code weight} [kinds, width].
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Embedding implements Layer {
    private final NativeTensor weight;

    /**
     * Makes a layer with weights from N(0, 1).
     *
     * @param kinds how many kinds there are
     * @param width the length of a row
     * @param precision the precision
     * @param generator draws the weights
     */
    public Embedding(int kinds, int width, Precision precision, RandomGenerator generator) {
        weight = Weights.normal(generator, precision, kinds, width);
    }

    /**
     * Looks up rows.
     *
     * @param kinds kinds in {@code [0, kinds)} as indices, [looked up]
     * @return their rows, [looked up, width]
     */
    public NativeTensor apply(NativeTensor kinds) {
        return weight.rows(kinds);
    }

    /**
     * Returns all rows.
     *
     * @return the weight, [kinds, width]
     */
    public NativeTensor weight() {
        return weight;
    }

    @Override
    public Map<String, NativeTensor> weights() {
        return Map.of("weight", weight);
    }
}
