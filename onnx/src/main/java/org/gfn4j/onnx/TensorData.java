package org.gfn4j.onnx;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The numbers of a tensor, the last axis running fastest.
 *
 * <p>Thread-safety: immutable; the array that it was made of is not copied and must not change any more.
 */
public final class TensorData {
    private final FloatBuffer floats;
    private final LongBuffer longs;
    private final NumberType type;
    private final long[] shape;

    private TensorData(FloatBuffer floats, LongBuffer longs, NumberType type, long[] shape) {
        this.floats = floats;
        this.longs = longs;
        this.type = type;
        this.shape = shape.clone();
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        int given = floats.remaining() + longs.remaining();
        if (size != given) {
            throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(shape) + " must have " + size
                    + " numbers, but has " + given);
        }
    }

    /**
     * Makes a tensor in single precision.
     *
     * @param values its numbers, given away
     * @param shape its extents
     * @return a tensor
     * @throws IllegalArgumentException if there are more or fewer numbers than the shape says
     */
    public static TensorData of(float[] values, long... shape) {
        return new TensorData(FloatBuffer.wrap(values), LongBuffer.allocate(0), NumberType.FLOAT32, shape);
    }

    /**
     * Makes a tensor of whole numbers.
     *
     * @param values its numbers, given away
     * @param shape its extents
     * @return a tensor
     * @throws IllegalArgumentException if there are more or fewer numbers than the shape says
     */
    public static TensorData of(long[] values, long... shape) {
        return new TensorData(FloatBuffer.allocate(0), LongBuffer.wrap(values), NumberType.INT64, shape);
    }

    /**
     * Returns what the numbers are.
     *
     * @return the type of each
     */
    public NumberType type() {
        return type;
    }

    /**
     * Returns the extents.
     *
     * @return a copy, one for each axis
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * Returns the numbers of a tensor in single precision.
     *
     * @return a view that cannot be written; empty where the numbers are whole
     */
    public FloatBuffer floats() {
        return floats.asReadOnlyBuffer();
    }

    /**
     * Returns the numbers of a tensor of whole numbers.
     *
     * @return a view that cannot be written; empty where the numbers are in single precision
     */
    public LongBuffer longs() {
        return longs.asReadOnlyBuffer();
    }
}
