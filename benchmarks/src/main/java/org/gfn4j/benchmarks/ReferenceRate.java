package org.gfn4j.benchmarks;

import java.util.Locale;
import org.gfn4j.network.ProductRate;

/**
 * Prints how fast OpenBLAS multiplies large matrices on one thread, for floors to be measured against.
 *
 * <p>Thread-safety: stateless.
 */
public final class ReferenceRate {
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

    private static double gigaflopsPerSecond() {
        int side = ProductRate.SIDE;
        try (OpenBlasProduct product = new OpenBlasProduct(new ProductShape(side, side, side))) {
            return 2 * ProductRate.multiplyAddsPerSecond(product::multiply) / 1e9;
        }
    }
}
