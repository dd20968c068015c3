package org.gfn4j.storage;

import java.util.List;
import java.util.stream.LongStream;

/**
 * An array of numbers with a shape, packed in row-major order: the last index runs fastest.
 *
 * <p>A tensor does not copy the array that it is made of. Whoever makes one gives the array away; whoever reads it
 * changes nothing. Two tensors are equal if type, shape and all numbers are, where NaN equals NaN and 0 is not −0.
 *
 * <p>Thread-safety: immutable as long as nobody writes to its array.
 */
public sealed interface Tensor permits FloatTensor, DoubleTensor, LongTensor {

    /**
     * Returns the type of the numbers.
     *
     * @return the type
     */
    ElementType type();

    /**
     * Returns the shape.
     *
     * @return the extent of each dimension, none for a single number
     */
    List<Long> shape();

    /**
     * Returns how many numbers there are.
     *
     * @return the product of the shape
     */
    int size();

    /**
     * Tells whether another tensor has the same type and shape.
     *
     * @param other another tensor
     * @return whether only the numbers may differ
     */
    default boolean hasFormOf(Tensor other) {
        return type() == other.type() && shape().equals(other.shape());
    }

    /**
     * Makes a tensor in single precision.
     *
     * @param values the numbers, not copied
     * @param shape the extent of each dimension
     * @return the tensor
     * @throws IllegalArgumentException if the shape does not fit the numbers
     */
    static FloatTensor of(float[] values, long... shape) {
        return new FloatTensor(list(shape), values);
    }

    /**
     * Makes a tensor in double precision.
     *
     * @param values the numbers, not copied
     * @param shape the extent of each dimension
     * @return the tensor
     * @throws IllegalArgumentException if the shape does not fit the numbers
     */
    static DoubleTensor of(double[] values, long... shape) {
        return new DoubleTensor(list(shape), values);
    }

    /**
     * Makes a tensor of whole numbers.
     *
     * @param values the numbers, not copied
     * @param shape the extent of each dimension
     * @return the tensor
     * @throws IllegalArgumentException if the shape does not fit the numbers
     */
    static LongTensor of(long[] values, long... shape) {
        return new LongTensor(list(shape), values);
    }

    private static List<Long> list(long[] shape) {
        return LongStream.of(shape).boxed().toList();
    }
}
