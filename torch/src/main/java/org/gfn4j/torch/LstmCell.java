package org.gfn4j.torch;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A cell of long short-term memory (Hochreiter and Schmidhuber 1997) in PyTorch's form, gates in the order i, f, g, o: i,
 * f and o are σ(W_i x + b_i + W_h h + b_h), g the same with tanh, c′ = f·c + i·g, h′ = o·tanh(c′).
 *
 * <p>Its tensors are {@code weight_ih} [4·width, inputs], {@code weight_hh} [4·width, width], {@code bias_ih} and
 * {@code bias_hh} [4·width].
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class LstmCell implements Layer {
    private final RecurrentWeights weights;

    /**
     * What a cell carries from step to step.
     *
     * <p>Thread-safety: confined to one thread.
     *
     * @param hidden h, [rows, width]
     * @param memory c, [rows, width]
     */
    public record State(NativeTensor hidden, NativeTensor memory) {}

    /**
     * Makes a cell with weights from U(−1/√width, 1/√width).
     *
     * @param inputs how many numbers come in
     * @param width the length of a state
     * @param precision the precision
     * @param generator draws the weights
     */
    public LstmCell(int inputs, int width, Precision precision, RandomGenerator generator) {
        weights = RecurrentWeights.draw(4, inputs, width, precision, generator);
    }

    /**
     * Takes one step.
     *
     * @param inputs the inputs x, [rows, inputs]
     * @param state h and c
     * @return h′ and c′
     */
    public State apply(NativeTensor inputs, State state) {
        T_TensorTensor_T next = torch.lstm_cell(
                inputs.pointer(),
                new TensorVector(state.hidden().pointer(), state.memory().pointer()),
                weights.weightInput().pointer(),
                weights.weightHidden().pointer(),
                weights.biasInputPointer(),
                weights.biasHiddenPointer());
        return new State(NativeTensor.made(next.get0()), NativeTensor.made(next.get1()));
    }

    @Override
    public Map<String, NativeTensor> weights() {
        return weights.byName();
    }
}
