package org.gfn4j.molecules.proxy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How targets become standardised, which a file keeps in double precision beside the weights: scores far from 0, or far from
 * those of other targets, would lose their digits in weights of single precision.
 *
 * @param mean their mean, finite
 * @param deviation their standard deviation, positive and finite
 */
record Scaling(double mean, double deviation) {
    /** That of a file that names none: scores are what the network gives. */
    static final Scaling NONE = new Scaling(0, 1);

    static final String MEAN = "scale.mean";
    static final String DEVIATION = "scale.deviation";

    private static final double LARGEST = 1e300;

    Scaling {
        if (!Double.isFinite(mean) || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("'" + MEAN + "' must be finite and '" + DEVIATION
                    + "' finite and above 0, but they are " + mean + " and " + deviation);
        }
    }

    static Scaling of(ProxyTable table) {
        table.rows().forEach(row -> {
            if (Math.abs(row.target()) > LARGEST) {
                throw new IllegalArgumentException("targets must be within -" + LARGEST + " to " + LARGEST
                        + ", but that of '" + row.name() + "' is " + row.target());
            }
        });
        double[] targets = table.targets();
        double unit = unit(targets);
        double[] scaled = Arrays.stream(targets).map(target -> target * unit).toArray();
        double mean = mean(scaled);
        double squares = 0;
        for (double target : scaled) {
            squares = Math.fma(target - mean, target - mean, squares);
        }
        double deviation = Math.sqrt(squares / targets.length) / unit;
        if (Arrays.stream(targets).allMatch(target -> target == targets[0])) {
            throw new IllegalArgumentException("the targets of the " + targets.length
                    + " molecules to train on must differ, but all are " + targets[0]);
        }
        if (deviation < Double.MIN_NORMAL) {
            throw new IllegalArgumentException("the standard deviation of the targets must be at least "
                    + Double.MIN_NORMAL + ", but is " + deviation);
        }
        return new Scaling(mean / unit, deviation);
    }

    /** Returns a power of two that makes the largest value about 1, so that no square is too large or too small. */
    static double unit(double[]... values) {
        double largest = 0;
        for (double[] some : values) {
            for (double value : some) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return Math.scalb(1.0, -Math.min(Double.MAX_EXPONENT, Math.getExponent(largest)));
    }

    /** Returns the mean of values of about 1; those of the second sum are what rounding took from the first. */
    static double mean(double[] values) {
        double first = Arrays.stream(values).sum() / values.length;
        return first + Arrays.stream(values).map(value -> value - first).sum() / values.length;
    }

    double[] standardised(ProxyTable table) {
        return Arrays.stream(table.targets())
                .map(target -> (target - mean) / deviation)
                .toArray();
    }

    /** Returns a score in units of the targets, which need not be finite. */
    double score(double standardised) {
        return Math.fma(standardised, deviation, mean);
    }

    /** Returns tensors with those of the scale. */
    Map<String, Tensor> beside(Map<String, Tensor> weights) {
        Map<String, Tensor> all = new LinkedHashMap<>(weights);
        all.put(MEAN, Tensor.of(new double[] {mean}));
        all.put(DEVIATION, Tensor.of(new double[] {deviation}));
        return all;
    }

    /** Returns tensors without those of a scale. */
    static Map<String, Tensor> without(Map<String, Tensor> tensors) {
        Map<String, Tensor> weights = new LinkedHashMap<>(tensors);
        weights.keySet().removeAll(List.of(MEAN, DEVIATION));
        return weights;
    }

    /** Returns the scale that stands among tensors, or that of those without one. */
    static Scaling among(Map<String, Tensor> tensors) {
        Tensor mean = tensors.get(MEAN);
        Tensor deviation = tensors.get(DEVIATION);
        if (mean == null && deviation == null) {
            return NONE;
        }
        return new Scaling(number(MEAN, mean), number(DEVIATION, deviation));
    }

    private static double number(String name, @Nullable Tensor tensor) {
        if (tensor instanceof DoubleTensor number && number.shape().isEmpty()) {
            return number.values()[0];
        }
        throw new IllegalArgumentException(
                "the tensor '" + name + "' must be F64 [], but is " + (tensor == null ? "missing" : tensor));
    }
}
