package org.gfn4j.onnx;

import java.util.List;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.model.StateEncoder;
import org.gfn4j.network.SparseRows;
import org.gfn4j.rewards.RewardKey;

/**
 * States as the encoder of a network sees them: one tensor, float32[n, inputs]. The key of a state is its text.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <S> the type of a state
 */
public final class StateInputs<S> implements OnnxInputs<S> {
    private final String identity;
    private final StateEncoder<S> encoder;
    private final StateFormat<S> format;
    private final List<S> samples;
    private final TensorForm form;

    /**
     * Makes inputs.
     *
     * @param identity what numbers the encoder gives, such as {@code hypergrid 2x8 one-hot}
     * @param encoder makes the numbers
     * @param format makes the texts
     * @param samples two different states that can be encoded, such as the source and a child, with which a model is tried when
     *     it is opened
     */
    public StateInputs(String identity, StateEncoder<S> encoder, StateFormat<S> format, List<S> samples) {
        this.identity = identity;
        this.encoder = encoder;
        this.format = format;
        this.samples = List.copyOf(samples);
        this.form = TensorForm.of("state", NumberType.FLOAT32, Extent.dynamic("n"), Extent.fixed(encoder.inputs()));
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public String noun() {
        return "states";
    }

    @Override
    public List<TensorForm> tensors() {
        return List.of(form);
    }

    @Override
    public List<TensorData> encode(List<S> states) {
        SparseRows rows = new SparseRows();
        for (S state : states) {
            encoder.encode(state, rows);
            rows.endRow();
        }
        return List.of(TensorData.of(rows.dense(encoder.inputs()), states.size(), encoder.inputs()));
    }

    @Override
    public RewardKey key(S state) {
        return RewardKey.of(format.format(state));
    }

    @Override
    public List<S> samples() {
        return samples;
    }
}
