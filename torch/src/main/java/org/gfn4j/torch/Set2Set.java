package org.gfn4j.torch;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Turns a set of rows into one row that does not depend on their order (Vinyals et al. 2016): from q* = 0, some steps of q =
 * LSTM(q*), a = softmax over the set of x·q, r = Σ a·x, q* = [q ‖ r].
 *
 * <p>Its tensors are those of its {@link LstmCell} with {@code lstm.} before the name, and the cell has inputs [2·width].
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Set2Set implements Layer {
    private final int width;
    private final int steps;
    private final LstmCell lstm;

    /**
     * Makes a layer with weights from U(−1/√width, 1/√width).
     *
     * @param width the length of a row
     * @param steps the number of steps
     * @param precision the precision
     * @param generator draws the weights
     */
    public Set2Set(int width, int steps, Precision precision, RandomGenerator generator) {
        this.width = width;
        this.steps = steps;
        lstm = new LstmCell(2 * width, width, precision, generator);
    }

    /**
     * Reads sets.
     *
     * @param rows the rows x of all sets, [rows, width]
     * @param sets which rows make a set
     * @return q* of each set, [sets, 2·width]
     */
    public NativeTensor apply(NativeTensor rows, Segments sets) {
        NativeTensor zero = NativeTensor.zeros(rows.precision(), sets.groups(), width);
        LstmCell.State state = new LstmCell.State(zero, zero);
        NativeTensor result = NativeTensor.concat(1, List.of(zero, zero));
        for (int step = 0; step < steps; step++) {
            state = lstm.apply(result, state);
            NativeTensor query = state.hidden();
            NativeTensor attention = sets.softmax(rows.times(sets.repeat(query)).sum(1));
            NativeTensor read = sets.sum(rows.times(attention.reshape(-1, 1)));
            result = NativeTensor.concat(1, List.of(query, read));
        }
        return result;
    }

    @Override
    public Map<String, NativeTensor> weights() {
        return Layer.join(Map.of("lstm", lstm));
    }
}
