package org.gfn4j.torch;

import org.gfn4j.network.ProductRate;

/**
 * How fast libtorch multiplies matrices on one thread, for comparing times with what the arithmetic takes.
 *
 * <p>Thread-safety: stateless.
 */
public final class MatmulRate {
    private MatmulRate() {}

    /**
     * Measures products of two 512×512 matrices in single precision on the calling thread, as {@link ProductRate} does.
     *
     * @return multiply-adds a second
     */
    public static double multiplyAddsPerSecond() {
        int side = ProductRate.SIDE;
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 13 - 6;
        }
        try (NativeScope scope = NativeScope.withoutGradient()) {
            NativeTensor left = NativeTensor.of(values, side, side);
            NativeTensor right = NativeTensor.of(values, side, side);
            return ProductRate.multiplyAddsPerSecond(() -> left.matmul(right).close());
        }
    }
}
