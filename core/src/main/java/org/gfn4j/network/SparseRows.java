package org.gfn4j.network;

import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A batch of inputs of which most are zero: pairs (index, value) row by row.
 *
 * <p>Thread-safety: confined to one thread while it is filled, read-only afterwards.
 */
public final class SparseRows {
    private int[] offsets = new int[17];
    private int[] indices = new int[64];
    private float[] values = new float[64];
    private int rows;

    /** Makes an empty batch. */
    public SparseRows() {}

    /**
     * Adds an input to the present row.
     *
     * @param index which input
     * @param value its value
     */
    public void add(int index, float value) {
        int end = offsets[rows];
        if (end == indices.length) {
            indices = Arrays.copyOf(indices, 2 * end);
            values = Arrays.copyOf(values, 2 * end);
        }
        indices[end] = index;
        values[end] = value;
        offsets[rows] = end + 1;
    }

    /** Ends the present row and starts the next. */
    public void endRow() {
        if (rows + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[rows + 1] = offsets[rows];
        rows++;
    }

    /** Takes all rows away; their memory is kept for others. */
    public void clear() {
        rows = 0;
        offsets[0] = 0;
    }

    /**
     * Returns how many inputs of a row have been added.
     *
     * @param row the row, from 0
     * @return their number
     */
    public int size(int row) {
        return end(row) - start(row);
    }

    /**
     * Returns the number of rows that have ended.
     *
     * @return their number
     */
    public int rows() {
        return rows;
    }

    /**
     * Tells whether the inputs of a row fit a network.
     *
     * @param row the row, from 0
     * @param width how many inputs the network has
     * @return true if each lies in {@code [0, width)} and is finite
     */
    public boolean isWithin(int row, int width) {
        boolean within = true;
        for (int entry = start(row); entry < end(row); entry++) {
            within &= indices[entry] >= 0 && indices[entry] < width && Math.abs(values[entry]) <= Float.MAX_VALUE;
        }
        return within;
    }

    /**
     * Returns the inputs of a row.
     *
     * @param row the row, from 0
     * @return values by input; what was added to the same input twice is summed
     */
    public SortedMap<Integer, Float> inputs(int row) {
        SortedMap<Integer, Float> inputs = new TreeMap<>();
        for (int entry = start(row); entry < end(row); entry++) {
            inputs.merge(indices[entry], values[entry], Float::sum);
        }
        return inputs;
    }

    /**
     * Writes the rows out with their zeros.
     *
     * @param width how many inputs a row has
     * @return the inputs, [rows × width]; what was added to the same input twice is summed
     * @throws IndexOutOfBoundsException if an input has been added that is not within the width
     */
    public float[] dense(int width) {
        float[] dense = new float[Math.multiplyExact(rows, width)];
        for (int row = 0; row < rows; row++) {
            for (int entry = start(row); entry < end(row); entry++) {
                dense[row * width + Objects.checkIndex(indices[entry], width)] += values[entry];
            }
        }
        return dense;
    }

    int start(int row) {
        return row == 0 ? 0 : offsets[row - 1];
    }

    int end(int row) {
        return offsets[row];
    }

    int index(int entry) {
        return indices[entry];
    }

    float value(int entry) {
        return values[entry];
    }
}
