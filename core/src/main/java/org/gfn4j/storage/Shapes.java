package org.gfn4j.storage;

import java.util.List;

/**
 * What a shape says about the number of elements.
 *
 * <p>Thread-safety: stateless.
 */
final class Shapes {
    private Shapes() {}

    /** Returns the product of the extents, none negative, or −1 if it is more than a {@code long} holds. */
    static long elements(List<Long> shape) {
        if (shape.contains(0L)) {
            return 0;
        }
        long product = 1;
        for (long extent : shape) {
            if (extent > Long.MAX_VALUE / product) {
                return -1;
            }
            product *= extent;
        }
        return product;
    }

    static void requireFit(List<Long> shape, int length) {
        for (long extent : shape) {
            if (extent < 0) {
                throw new IllegalArgumentException("the extents of a shape must be at least 0, but it is " + shape);
            }
        }
        if (elements(shape) != length) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " must have "
                    + (elements(shape) < 0 ? "more numbers than fit into an array" : elements(shape) + " numbers")
                    + ", but has " + length);
        }
    }
}
