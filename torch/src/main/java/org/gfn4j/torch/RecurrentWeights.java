package org.gfn4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.TensorOptional;

/**
 * The weights of a recurrent cell, as PyTorch lays them out: the gates below each other.
 *
 * <p>Thread-safety: confined to one thread.
 */
record RecurrentWeights(
        NativeTensor weightInput, NativeTensor weightHidden, NativeTensor biasInput, NativeTensor biasHidden) {

    /** Draws weights from U(−1/√width, 1/√width). */
    static RecurrentWeights draw(int gates, int inputs, int width, Precision precision, RandomGenerator generator) {
        int rows = gates * width;
        return new RecurrentWeights(
                Weights.uniform(generator, precision, width, rows, inputs),
                Weights.uniform(generator, precision, width, rows, width),
                Weights.uniform(generator, precision, width, rows),
                Weights.uniform(generator, precision, width, rows));
    }

    TensorOptional biasInputPointer() {
        return new TensorOptional(biasInput.pointer());
    }

    TensorOptional biasHiddenPointer() {
        return new TensorOptional(biasHidden.pointer());
    }

    Map<String, NativeTensor> byName() {
        Map<String, NativeTensor> weights = new LinkedHashMap<>();
        weights.put("weight_ih", weightInput);
        weights.put("weight_hh", weightHidden);
        weights.put("bias_ih", biasInput);
        weights.put("bias_hh", biasHidden);
        return weights;
    }
}
