package org.gfn4j.storage;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor of whole numbers.
 *
 * <p>Thread-safety: immutable as long as nobody writes to its array.
 *
 * @param shape the extent of each dimension
 * @param values the numbers, not copied, [product of the shape]
 */
public record LongTensor(List<Long> shape, long[] values) implements Tensor {

    /**
     * Makes a tensor.
     *
     * @throws IllegalArgumentException if the shape does not fit the numbers
     */
    public LongTensor {
        shape = List.copyOf(shape);
        Shapes.requireFit(shape, values.length);
    }

    @Override
    public ElementType type() {
        return ElementType.I64;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongTensor that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    /** Returns type and shape, such as {@code I64 [2, 3]}. */
    @Override
    public String toString() {
        return type() + " " + shape;
    }
}
