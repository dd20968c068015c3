package org.gfn4j.onnx;

import java.util.Arrays;
import java.util.List;
import org.gfn4j.rewards.RewardKey;

/** Sets of bits as rows of zeros and ones. */
record Bits(int width) implements OnnxInputs<int[]> {
    static final Bits FINGERPRINT = new Bits(2048);

    @Override
    public String identity() {
        return "bits-" + width;
    }

    @Override
    public String noun() {
        return "sets";
    }

    @Override
    public List<TensorForm> tensors() {
        return List.of(TensorForm.of("bits", NumberType.FLOAT32, Extent.dynamic("n"), Extent.fixed(width)));
    }

    @Override
    public List<TensorData> encode(List<int[]> sets) {
        float[] values = new float[sets.size() * width];
        for (int row = 0; row < sets.size(); row++) {
            for (int bit : sets.get(row)) {
                values[row * width + bit] = 1;
            }
        }
        return List.of(TensorData.of(values, sets.size(), width));
    }

    @Override
    public RewardKey key(int[] set) {
        return RewardKey.of(Arrays.toString(set));
    }

    @Override
    public List<int[]> samples() {
        return List.of(new int[0], new int[] {1});
    }
}
