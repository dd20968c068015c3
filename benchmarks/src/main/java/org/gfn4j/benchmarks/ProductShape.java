package org.gfn4j.benchmarks;

import java.util.Random;

/**
 * The shape of a matrix product, [rows, inner]·[inner, columns].
 *
 * <p>Thread-safety: immutable.
 *
 * @param rows the rows of the left factor
 * @param inner the columns of the left factor and rows of the right one
 * @param columns the columns of the right factor
 */
record ProductShape(int rows, int inner, int columns) {
    private static final double GIGA = 1e9;

    /**
     * Reads a shape.
     *
     * @param text such as {@code 16x256x256}: rows, inner, columns
     * @throws IllegalArgumentException if these are not three positive numbers
     */
    static ProductShape parse(String text) {
        if (!text.matches("[1-9]\\d{0,4}(x[1-9]\\d{0,4}){2}")) {
            throw new IllegalArgumentException("a shape must be three numbers from 1 to 99999, rows, inner and columns,"
                    + " such as 16x256x256, but is '" + text + "'");
        }
        String[] parts = text.split("x", -1);
        return new ProductShape(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** Returns the billions of floating-point operations of one product, two for each multiply-add. */
    double gigaflop() {
        return 2.0 * rows * inner * columns / GIGA;
    }

    /** Returns the left factor, without gaps between rows: numbers from [-1, 1), always the same. */
    float[] left() {
        return numbers(rows * inner, 1);
    }

    /** Returns the right factor, without gaps between rows: numbers from [-1, 1), always the same. */
    float[] right() {
        return numbers(inner * columns, 2);
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }
}
