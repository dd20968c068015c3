package org.gfn4j.hypergrid;

import java.util.List;
import org.gfn4j.environment.InEdge;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a small grid and their edges in, each made when it is first requested and then kept, so that walks over a
 * grid that is known make no objects.
 *
 * <p>Thread-safety: safe for any number of threads; cells are immutable, so that one that two threads make at once may
 * well be kept twice.
 */
final class CellTable {
    /** Larger grids keep nothing. */
    private static final int LARGEST = 1 << 18;

    private final int[] steps;
    private final @Nullable Cell[] cells;
    private final @Nullable List<InEdge<Cell>>[] inEdges;

    private CellTable(int dimensions, int side, int size) {
        steps = new int[dimensions];
        int step = 2;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            steps[dimension] = step;
            step *= side;
        }
        cells = new Cell[2 * size];
        @SuppressWarnings({"unchecked", "rawtypes"}) // no other way to make an array of lists
        @Nullable
        List<InEdge<Cell>>[] lists = new List[2 * size];
        inEdges = lists;
    }

    /** Makes a table, or returns null for a grid that is too large. */
    static @Nullable CellTable of(int dimensions, int side) {
        double size = Math.pow(side, dimensions);
        return size <= LARGEST ? new CellTable(dimensions, side, (int) Math.round(size)) : null;
    }

    private int index(Cell cell) {
        int index = cell.isFinished() ? 1 : 0;
        for (int dimension = 0; dimension < steps.length; dimension++) {
            index += cell.coordinate(dimension) * steps[dimension];
        }
        return index;
    }

    Cell finished(Cell cell) {
        int index = index(cell) | 1;
        Cell known = cells[index];
        return known != null ? known : keep(index, cell.finish());
    }

    Cell moved(Cell cell, int dimension, int step, boolean finishedThere) {
        int index = (index(cell) & ~1) + step * steps[dimension] + (finishedThere ? 1 : 0);
        Cell known = cells[index];
        return known != null ? known : keep(index, cell.moved(dimension, step, finishedThere));
    }

    private Cell keep(int index, Cell cell) {
        cells[index] = cell;
        return cell;
    }

    @Nullable
    List<InEdge<Cell>> inEdges(Cell cell) {
        return inEdges[index(cell)];
    }

    /** Keeps an immutable list. */
    void keepInEdges(Cell cell, List<InEdge<Cell>> edges) {
        inEdges[index(cell)] = edges;
    }
}
