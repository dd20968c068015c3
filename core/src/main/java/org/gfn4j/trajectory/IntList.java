package org.gfn4j.trajectory;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growing list of ints, for packed arrays whose length is not known beforehand.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class IntList {
    private int[] values = new int[16];
    private int size;

    /** Makes an empty list. */
    public IntList() {}

    /**
     * Adds a value at the end.
     *
     * @param value the value
     * @throws ArithmeticException if there is no room for more than 2³¹ − 1 values
     */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
        }
        values[size++] = value;
    }

    /**
     * Takes the last values away.
     *
     * @param newSize how many values stay, in {@code [0, size()]}
     */
    public void truncate(int newSize) {
        size = Objects.checkIndex(newSize, size + 1);
    }

    /**
     * Replaces a value.
     *
     * @param index in {@code [0, size())}
     * @param value the value
     */
    public void set(int index, int value) {
        values[Objects.checkIndex(index, size)] = value;
    }

    /**
     * Returns a value.
     *
     * @param index in {@code [0, size())}
     * @return the value
     */
    public int get(int index) {
        return values[index];
    }

    /**
     * Returns the number of values.
     *
     * @return the size
     */
    public int size() {
        return size;
    }

    /**
     * Returns the values as an array of their own.
     *
     * @return a copy, [size]
     */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
