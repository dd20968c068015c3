package org.gfn4j.network;

import java.util.Arrays;

/**
 * How fast something multiplies two 512×512 matrices in single precision, for comparing times with what the arithmetic
 * takes.
 *
 * <p>Thread-safety: stateless.
 */
public final class ProductRate {
    /** The rows and columns of the matrices. */
    public static final int SIDE = 512;

    private static final int WARM_UP = 20;
    private static final long WARM_UP_NANOS = 300_000_000;
    private static final int ROUNDS = 5;
    private static final int TIMED = 9;

    private ProductRate() {}

    /**
     * Measures products on the calling thread, for about half a second. The fastest round counts, as whatever else the
     * machine does only makes rounds slower.
     *
     * @param product makes one product of 512×512×512
     * @return multiply-adds a second, from the median of the times of a round, the fastest of five rounds
     */
    public static double multiplyAddsPerSecond(Runnable product) {
        long start = System.nanoTime();
        for (int i = 0; i < WARM_UP || System.nanoTime() - start < WARM_UP_NANOS; i++) {
            product.run();
        }
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long[] nanos = new long[TIMED];
            for (int i = 0; i < TIMED; i++) {
                long begin = System.nanoTime();
                product.run();
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            fastest = Math.min(fastest, nanos[TIMED / 2]);
        }
        return 1e9 * SIDE * SIDE * SIDE / fastest;
    }

    /**
     * Measures {@link Kernel#chosen}.
     *
     * @return multiply-adds a second
     */
    public static double ofKernel() {
        Matrix factor = Matrix.ofRows(new float[SIDE * Kernel.stride(SIDE)], SIDE);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                factor.values()[factor.at(row) + column] = (row + column) % 13 - 6;
            }
        }
        Matrix zeros = new Matrix(new float[Kernel.stride(SIDE)], 0, 0, 1);
        Matrix product = Matrix.ofRows(new float[SIDE * Kernel.stride(SIDE)], SIDE);
        return multiplyAddsPerSecond(() -> Kernel.chosen().product(factor, factor, zeros, product, SIDE, SIDE, SIDE));
    }
}
