package org.gfn4j.network;

import java.util.Arrays;

/**
 * How fast the kernel multiplies matrices on one thread, for comparing times with what the arithmetic takes.
 *
 * <p>Thread-safety: stateless.
 */
public final class KernelRate {
    private static final int SIDE = 512;
    private static final int WARM_UP = 20;
    private static final long WARM_UP_NANOS = 300_000_000;
    private static final int ROUNDS = 5;
    private static final int TIMED = 5;

    private KernelRate() {}

    /**
     * Measures products of two 512×512 matrices in single precision by {@link Kernel#chosen} on the calling thread, for about
     * half a second.
     *
     * @return multiply-adds a second, from the median of the times of a round, the fastest of five rounds
     */
    public static double multiplyAddsPerSecond() {
        Matrix factor = matrix(SIDE);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                factor.values()[factor.at(row) + column] = (row + column) % 13 - 6;
            }
        }
        Matrix zeros = new Matrix(new float[Kernel.stride(SIDE)], 0, 0, 1);
        Matrix product = matrix(SIDE);
        long start = System.nanoTime();
        for (int i = 0; i < WARM_UP || System.nanoTime() - start < WARM_UP_NANOS; i++) {
            multiply(factor, zeros, product);
        }
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long[] nanos = new long[TIMED];
            for (int i = 0; i < TIMED; i++) {
                long begin = System.nanoTime();
                multiply(factor, zeros, product);
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            fastest = Math.min(fastest, nanos[TIMED / 2]);
        }
        return 1e9 * SIDE * SIDE * SIDE / fastest;
    }

    private static Matrix matrix(int rows) {
        return Matrix.ofRows(new float[rows * Kernel.stride(SIDE)], SIDE);
    }

    private static void multiply(Matrix factor, Matrix zeros, Matrix product) {
        Kernel.chosen().product(factor, factor, zeros, product, SIDE, SIDE, SIDE);
    }
}
