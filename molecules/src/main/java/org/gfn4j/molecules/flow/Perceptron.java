package org.gfn4j.molecules.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.Linear;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Precision;

/**
 * Linear layers with leaky ReLU between them, numbered 0, 2, 4 … as PyTorch does.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Perceptron implements Layer {
    static final double SLOPE = 0.01;

    private final List<Linear> layers = new ArrayList<>();

    /** Makes layers between these widths, from the inputs to the outputs. */
    Perceptron(Precision precision, RandomGenerator generator, int... widths) {
        for (int i = 0; i + 1 < widths.length; i++) {
            layers.add(new Linear(widths[i], widths[i + 1], precision, generator));
        }
    }

    NativeTensor apply(NativeTensor inputs) {
        NativeTensor values = layers.get(0).apply(inputs);
        for (Linear layer : layers.subList(1, layers.size())) {
            values = layer.apply(values.leakyRelu(SLOPE));
        }
        return values;
    }

    @Override
    public Map<String, NativeTensor> weights() {
        Map<String, Linear> named = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            named.put(String.valueOf(2 * i), layers.get(i));
        }
        return Layer.join(named);
    }
}
