package org.gfn4j.torch;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes fresh weights.
 *
 * <p>Thread-safety: stateless.
 */
final class Weights {
    private Weights() {}

    /** Draws from the uniform distribution on [−1/√fanIn, 1/√fanIn], PyTorch's default. */
    static NativeTensor uniform(RandomGenerator generator, Precision precision, long fanIn, long... shape) {
        double bound = 1 / Math.sqrt(fanIn);
        return fill(() -> generator.nextDouble(-bound, bound), precision, shape);
    }

    /** Draws from the standard normal distribution. */
    static NativeTensor normal(RandomGenerator generator, Precision precision, long... shape) {
        return fill(generator::nextGaussian, precision, shape);
    }

    private static NativeTensor fill(DoubleSupplier draws, Precision precision, long... shape) {
        long size = 1;
        for (long extent : shape) {
            size = Math.multiplyExact(size, extent);
        }
        double[] values = new double[Math.toIntExact(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = draws.getAsDouble();
        }
        try (NativeScope scope = NativeScope.open()) {
            return scope.keep(NativeTensor.of(precision, values, shape));
        }
    }
}
