package org.gfn4j.hypergrid;

import java.util.Arrays;

/**
 * A state of the {@link Hypergrid}: a cell, unfinished or finished.
 *
 * <p>Thread-safety: immutable.
 */
public final class Cell {
    private final int[] coordinates;
    private final boolean finished;
    private final int hash;

    /** Keeps the array, which nobody may write to afterwards. */
    Cell(int[] coordinates, boolean finished) {
        this.coordinates = coordinates;
        this.finished = finished;
        this.hash = 31 * Arrays.hashCode(coordinates) + (finished ? 1 : 0);
    }

    /**
     * Returns the number of coordinates.
     *
     * @return the dimensions of the grid
     */
    public int dimensions() {
        return coordinates.length;
    }

    /**
     * Returns a coordinate.
     *
     * @param dimension in {@code [0, dimensions())}
     * @return the coordinate, in {@code [0, side)}
     */
    public int coordinate(int dimension) {
        return coordinates[dimension];
    }

    /**
     * Tells whether the cell is a finished object, that is, a terminal state.
     *
     * @return true if no action is left
     */
    public boolean isFinished() {
        return finished;
    }

    Cell finish() {
        return new Cell(coordinates, true);
    }

    Cell moved(int dimension, int step, boolean finishedThere) {
        int[] moved = coordinates.clone();
        moved[dimension] += step;
        return new Cell(moved, finishedThere);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Cell cell
                        && hash == cell.hash
                        && finished == cell.finished
                        && Arrays.equals(coordinates, cell.coordinates));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(coordinates) + (finished ? " finished" : "");
    }
}
