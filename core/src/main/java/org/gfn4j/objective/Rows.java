package org.gfn4j.objective;

import org.gfn4j.trajectory.Layout;

/** Checks of the rows of a batch. */
final class Rows {
    private Rows() {}

    static void requireComplete(Layout layout, int row, String objective) {
        if (!layout.startsAtSource(row) || !layout.ending(row).isTerminal()) {
            throw new IllegalArgumentException(objective
                    + " needs trajectories from the source to a terminal state, but row " + row
                    + (layout.startsAtSource(row) ? " does not end in one" : " does not start at the source"));
        }
    }
}
