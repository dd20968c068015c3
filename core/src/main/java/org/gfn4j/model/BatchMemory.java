package org.gfn4j.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.trajectory.IntList;

/**
 * Arrays of one scored batch after the other: each asks for the same ones in the same order, and gets those of the batch
 * before where they are long enough.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class BatchMemory {
    private final List<int[]> ints = new ArrayList<>();
    private final List<double[]> doubles = new ArrayList<>();
    private final List<IntList> lists = new ArrayList<>();
    private int intsUsed;
    private int doublesUsed;
    private int listsUsed;

    /** Returns an array of zeros, at least [length]. */
    int[] ints(int length) {
        int place = intsUsed++;
        if (place == ints.size()) {
            ints.add(new int[length]);
        } else if (ints.get(place).length < length) {
            ints.set(place, new int[capacity(length)]);
        } else {
            Arrays.fill(ints.get(place), 0);
        }
        return ints.get(place);
    }

    /** Returns an array of zeros, at least [length]. */
    double[] doubles(int length) {
        int place = doublesUsed++;
        if (place == doubles.size()) {
            doubles.add(new double[length]);
        } else if (doubles.get(place).length < length) {
            doubles.set(place, new double[capacity(length)]);
        } else {
            Arrays.fill(doubles.get(place), 0);
        }
        return doubles.get(place);
    }

    private static int capacity(int length) {
        return Math.addExact(length, length >> 1);
    }

    /** Returns an empty list. */
    IntList list() {
        int place = listsUsed++;
        if (place == lists.size()) {
            lists.add(new IntList());
        }
        lists.get(place).truncate(0);
        return lists.get(place);
    }

    /** Returns how many numbers the arrays hold. */
    long capacity() {
        return ints.stream().mapToLong(array -> array.length).sum()
                + doubles.stream().mapToLong(array -> array.length).sum();
    }

    /** Takes everything back, for the next batch. */
    void clear() {
        intsUsed = 0;
        doublesUsed = 0;
        listsUsed = 0;
    }
}
