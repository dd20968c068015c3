package org.gfn4j.torch;

import java.util.Arrays;

/**
 * How fast one thread multiplies matrices, for comparing times with what the arithmetic takes.
 *
 * <p>Thread-safety: stateless.
 */
public final class MatmulRate {
    private static final int SIDE = 512;
    private static final int WARM_UP = 20;
    private static final int TIMED = 40;

    private MatmulRate() {}

    /**
     * Measures products of two 512×512 matrices in single precision on the calling thread, for about a tenth of a second.
     *
     * @return multiply-adds a second, from the median of the times
     */
    public static double multiplyAddsPerSecond() {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 13 - 6;
        }
        long[] nanos = new long[TIMED];
        try (NativeScope scope = NativeScope.withoutGradient()) {
            NativeTensor left = NativeTensor.of(values, SIDE, SIDE);
            NativeTensor right = NativeTensor.of(values, SIDE, SIDE);
            for (int i = -WARM_UP; i < TIMED; i++) {
                long start = System.nanoTime();
                left.matmul(right).close();
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - start;
                }
            }
        }
        Arrays.sort(nanos);
        return 1e9 * SIDE * SIDE * SIDE / nanos[TIMED / 2];
    }
}
