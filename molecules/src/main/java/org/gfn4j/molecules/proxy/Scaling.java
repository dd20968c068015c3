package org.gfn4j.molecules.proxy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Tensor;

/**
 * How targets become standardised.
 *
 * @param mean their mean
 * @param deviation their standard deviation, positive
 */
record Scaling(double mean, double deviation) {

    static Scaling of(ProxyTable table) {
        double[] targets = table.targets();
        double mean = Arrays.stream(targets).sum() / targets.length;
        double squares = 0;
        for (double target : targets) {
            squares = Math.fma(target - mean, target - mean, squares);
        }
        double deviation = Math.sqrt(squares / targets.length);
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the targets must differ and be finite, but their mean is " + mean
                    + " and their standard deviation " + deviation);
        }
        return new Scaling(mean, deviation);
    }

    double[] standardised(ProxyTable table) {
        return Arrays.stream(table.targets())
                .map(target -> (target - mean) / deviation)
                .toArray();
    }

    /** Returns weights whose last layer gives targets. */
    Map<String, Tensor> fold(Map<String, Tensor> values) {
        Map<String, Tensor> folded = new LinkedHashMap<>(values);
        folded.computeIfPresent(ProxyFiles.OUTPUT_WEIGHT, (name, tensor) -> scaled(tensor, 0));
        folded.computeIfPresent(ProxyFiles.OUTPUT_BIAS, (name, tensor) -> scaled(tensor, mean));
        return folded;
    }

    private Tensor scaled(Tensor tensor, double shift) {
        float[] values = ((FloatTensor) tensor).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.fma(values[i], deviation, shift);
        }
        return new FloatTensor(tensor.shape(), values);
    }
}
