package org.gfn4j.molecules.asset;

import java.util.List;

/**
 * An array of numpy.
 *
 * @param shape its shape
 * @param bytes its numbers, little-endian, 32 bits each, in row-major order
 */
record FloatArray(List<Integer> shape, byte[] bytes) {

    /** Returns the transpose of a matrix. */
    FloatArray transposed() {
        int rows = shape.get(0);
        int columns = shape.get(1);
        byte[] turned = new byte[bytes.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                System.arraycopy(
                        bytes,
                        Float.BYTES * (row * columns + column),
                        turned,
                        Float.BYTES * (column * rows + row),
                        Float.BYTES);
            }
        }
        return new FloatArray(List.of(columns, rows), turned);
    }
}
