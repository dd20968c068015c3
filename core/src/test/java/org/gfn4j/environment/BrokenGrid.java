package org.gfn4j.environment;

import java.util.List;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.jspecify.annotations.Nullable;

/**
 * A 2-D grid of side 3, of which a subclass breaks one method.
 *
 * <p>Thread-safety: immutable.
 */
class BrokenGrid implements DiscreteEnvironment<Cell>, StateFormat<Cell> {
    final Hypergrid grid = new Hypergrid(2, 3);
    final Cell middle = grid.unfinished(1, 1);

    @Override
    public Cell source() {
        return grid.source();
    }

    @Override
    public boolean isTerminal(Cell state) {
        return grid.isTerminal(state);
    }

    @Override
    public @Nullable Cell stopped(Cell state) {
        return grid.stopped(state);
    }

    @Override
    public int actionCount(Cell state) {
        return grid.actionCount(state);
    }

    @Override
    public Cell child(Cell state, int action) {
        return grid.child(state, action);
    }

    @Override
    public List<InEdge<Cell>> inEdges(Cell state) {
        return grid.inEdges(state);
    }

    @Override
    public int stopAction(Cell state) {
        return grid.stopAction(state);
    }

    @Override
    public String format(Cell state) {
        return grid.format(state);
    }

    @Override
    public Cell parse(String text) {
        return grid.parse(text);
    }
}
