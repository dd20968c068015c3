package org.gfn4j.hypergrid;

import org.gfn4j.model.StateEncoder;
import org.gfn4j.network.SparseRows;

/**
 * Cells as one-hot coordinates, dimensions × side inputs; an output for each coordinate and one for stop.
 *
 * <p>Thread-safety: immutable.
 */
public final class HypergridEncoder implements StateEncoder<Cell> {
    private final Hypergrid grid;

    /**
     * Makes an encoder.
     *
     * @param grid the grid
     */
    public HypergridEncoder(Hypergrid grid) {
        this.grid = grid;
    }

    @Override
    public int inputs() {
        return Math.multiplyExact(grid.dimensions(), grid.side());
    }

    @Override
    public void encode(Cell state, SparseRows row) {
        for (int dimension = 0; dimension < grid.dimensions(); dimension++) {
            row.add(dimension * grid.side() + state.coordinate(dimension), 1);
        }
    }

    @Override
    public int forwardOutputs() {
        return grid.dimensions() + 1;
    }

    @Override
    public int forwardOutput(Cell state, int action) {
        return grid.dimensionOf(state, action);
    }

    @Override
    public int backwardOutputs() {
        return grid.dimensions();
    }

    @Override
    public int backwardOutput(Cell state, int inEdge) {
        return grid.dimensionOfInEdge(state, inEdge);
    }
}
