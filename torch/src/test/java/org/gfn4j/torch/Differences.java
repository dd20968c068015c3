package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gfn4j.model.ParameterGroup;

/** Holds gradients against central differences, in double precision. */
final class Differences {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-7;

    private Differences() {}

    /** Checks the derivatives of a function of one array, weighted so that no two outputs count the same. */
    static void check(double[] point, Function<NativeTensor, NativeTensor> function, long... shape) {
        double[] gradient;
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor input = NativeTensor.of(point, shape).requireGradient();
            weighted(function.apply(input)).backward();
            gradient = input.gradient().doubles();
        }
        for (int i = 0; i < point.length; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += STEP;
            down[i] -= STEP;
            assertThat(gradient[i])
                    .as("derivative by number %d", i)
                    .isCloseTo((at(up, function, shape) - at(down, function, shape)) / (2 * STEP), within(TOLERANCE));
        }
    }

    private static double at(double[] point, Function<NativeTensor, NativeTensor> function, long... shape) {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            return weighted(function.apply(NativeTensor.of(point, shape))).doubles()[0];
        }
    }

    /** Checks the derivatives of a loss by all weights of some layers. */
    static void checkWeights(Map<String, ? extends Layer> layers, Supplier<NativeTensor> function) {
        try (TorchParameters parameters = new TorchParameters("network", layers)) {
            try (NativeScope scope = NativeScope.open()) {
                weighted(function.get()).backward();
            }
            for (ParameterGroup group : List.copyOf(parameters.groups())) {
                for (long i = 0; i < group.size(); i++) {
                    double value = group.value(i);
                    group.setValue(i, value + STEP);
                    double up = at(function);
                    group.setValue(i, value - STEP);
                    double down = at(function);
                    group.setValue(i, value);
                    assertThat(group.gradient(i))
                            .as("derivative by %s[%d]", group.name(), i)
                            .isCloseTo((up - down) / (2 * STEP), within(TOLERANCE));
                }
            }
        }
    }

    private static double at(Supplier<NativeTensor> function) {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            return weighted(function.get()).doubles()[0];
        }
    }

    private static NativeTensor weighted(NativeTensor values) {
        double[] weights = new double[values.doubles().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sin(i + 1.0);
        }
        return values.times(NativeTensor.of(weights, values.shape())).sum();
    }
}
