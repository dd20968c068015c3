package org.gfn4j.onnx;

import java.util.Arrays;
import java.util.List;
import org.gfn4j.rewards.Outcome;
import org.gfn4j.rewards.RewardWorker;

/** Asks a model that others ask, too. */
final class OnnxWorker<S> implements RewardWorker<S> {
    private final OnnxModel model;
    private final OnnxInputs<S> inputs;
    private final TensorMemory memory = new TensorMemory();

    OnnxWorker(OnnxModel model, OnnxInputs<S> inputs) {
        this.model = model;
        this.inputs = inputs;
    }

    @Override
    public List<Outcome> score(List<S> objects) {
        double[] numbers = model.run(inputs.encode(objects), names(), objects.size(), memory);
        return Arrays.stream(numbers)
                .mapToObj(number ->
                        Double.isFinite(number) ? Outcome.of(number) : Outcome.failed("the model gave " + number))
                .toList();
    }

    private List<String> names() {
        return model.names(inputs.tensors());
    }

    @Override
    public void close() {}
}
