package org.gfn4j.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Linear layers with leaky ReLU between them, numbered 0, 2, 4 … as PyTorch does.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Perceptron implements Layer {
    /** The slope of the leaky ReLU where it is negative. */
    public static final double SLOPE = 0.01;

    private final List<Linear> layers = new ArrayList<>();

    /**
     * Makes layers with fresh weights, in PyTorch's default ranges.
     *
     * @param precision the precision
     * @param generator draws the weights
     * @param widths how many numbers come in, how many there are between layers, and how many go out; at least two
     */
    public Perceptron(Precision precision, RandomGenerator generator, int... widths) {
        for (int i = 0; i + 1 < widths.length; i++) {
            layers.add(new Linear(widths[i], widths[i + 1], precision, generator));
        }
    }

    /**
     * Applies the layers.
     *
     * @param inputs rows [rows, inputs]
     * @return rows [rows, outputs]
     */
    public NativeTensor apply(NativeTensor inputs) {
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
