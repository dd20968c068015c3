package org.gfn4j.benchmarks;

import java.util.Locale;

/**
 * Prints how fast OpenBLAS multiplies large matrices on one thread, for floors to be measured against.
 *
 * <p>Thread-safety: stateless.
 */
public final class ReferenceRate {
    private static final ProductShape SHAPE = new ProductShape(512, 512, 512);
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 40;
    private static final int PRODUCTS = 10;

    private ReferenceRate() {}

    /**
     * Prints the rate of the 512×512×512 product in single precision in GFLOP/s, as a plain number on standard output.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("benchmarks: ReferenceRate takes no arguments, but got '" + arguments[0] + "'");
            System.exit(2);
        }
        OpenBlasProduct.warnOfEnvironment();
        System.out.println(String.format(Locale.ROOT, "%.2f", gigaflopsPerSecond()));
    }

    /** The best round counts: whatever else the machine does only makes rounds slower. */
    private static double gigaflopsPerSecond() {
        double best = 0;
        try (OpenBlasProduct product = new OpenBlasProduct(SHAPE)) {
            repeat(product, WARM_UP);
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                repeat(product, PRODUCTS);
                double seconds = (System.nanoTime() - start) / 1e9;
                best = Math.max(best, PRODUCTS * SHAPE.gigaflop() / seconds);
            }
        }
        return best;
    }

    private static void repeat(OpenBlasProduct product, int times) {
        for (int i = 0; i < times; i++) {
            product.multiply();
        }
    }
}
