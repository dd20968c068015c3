package org.gfn4j.torch;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.global.torch;

/**
 * A gated recurrent unit (Cho et al. 2014) in PyTorch's form, gates in the order r, z, n: r = σ(W_ir x + b_ir + W_hr h +
 * b_hr), z likewise, n = tanh(W_in x + b_in + r·(W_hn h + b_hn)), h′ = (1 − z)·n + z·h.
 *
 * <p>Its tensors are {@code weight_ih} [3·width, inputs], {@code weight_hh} [3·width, width], {@code bias_ih} and
 * {@code bias_hh} [3·width].
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class GruCell implements Layer {
    private final RecurrentWeights weights;

    /**
     * Makes a cell with weights from U(−1/√width, 1/√width).
     *
     * @param inputs how many numbers come in
     * @param width the length of a state
     * @param precision the precision
     * @param generator draws the weights
     */
    public GruCell(int inputs, int width, Precision precision, RandomGenerator generator) {
        weights = RecurrentWeights.draw(3, inputs, width, precision, generator);
    }

    /**
     * Takes one step.
     *
     * @param inputs the inputs x, [rows, inputs]
     * @param hidden the states h, [rows, width]
     * @return the states h′, [rows, width]
     */
    public NativeTensor apply(NativeTensor inputs, NativeTensor hidden) {
        return NativeTensor.made(torch.gru_cell(
                inputs.pointer(),
                hidden.pointer(),
                weights.weightInput().pointer(),
                weights.weightHidden().pointer(),
                weights.biasInputPointer(),
                weights.biasHiddenPointer()));
    }

    RecurrentWeights recurrentWeights() {
        return weights;
    }

    @Override
    public Map<String, NativeTensor> weights() {
        return weights.byName();
    }
}
