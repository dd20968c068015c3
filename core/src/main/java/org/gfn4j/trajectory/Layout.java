package org.gfn4j.trajectory;

import java.util.List;

/**
 * How the rows of a batch lie in packed arrays, and what each row is.
 *
 * <p>Row b has {@code length(b)} transitions and one state more. Its transitions start at {@code firstTransition(b)}
 * of arrays [transitions], its states at {@code firstState(b)} of arrays [states].
 *
 * <p>Thread-safety: immutable; the arrays given to the constructor are kept and must not be written to afterwards.
 */
public final class Layout {
    private final int[] offsets;
    private final boolean[] fromSource;
    private final Ending[] endings;

    /**
     * Makes a layout.
     *
     * @param offsets number of transitions before each row, and in all, [trajectories + 1]
     * @param fromSource whether each row starts at the source, [trajectories]
     * @param endings how each row ends, [trajectories]
     * @throws IllegalArgumentException if the lengths disagree or the offsets decrease
     */
    public Layout(int[] offsets, boolean[] fromSource, Ending[] endings) {
        if (offsets.length != fromSource.length + 1 || offsets.length != endings.length + 1) {
            throw new IllegalArgumentException("lengths disagree: " + offsets.length + " offsets, " + fromSource.length
                    + " sources, " + endings.length + " endings; expected one offset more than rows");
        }
        if (offsets[0] != 0) {
            throw new IllegalArgumentException("offsets must start at 0, but start at " + offsets[0]);
        }
        for (int row = 0; row < fromSource.length; row++) {
            if (offsets[row + 1] < offsets[row]) {
                throw new IllegalArgumentException("offsets must not decrease, but row " + row + " has " + offsets[row]
                        + " followed by " + offsets[row + 1]);
            }
        }
        this.offsets = offsets;
        this.fromSource = fromSource;
        this.endings = endings;
    }

    /**
     * Joins layouts.
     *
     * @param parts the layouts, in order
     * @return one layout with all their rows
     */
    static Layout concatenate(List<Layout> parts) {
        int rows = parts.stream().mapToInt(Layout::trajectories).sum();
        int[] offsets = new int[rows + 1];
        boolean[] fromSource = new boolean[rows];
        Ending[] endings = new Ending[rows];
        int next = 0;
        for (Layout part : parts) {
            for (int row = 0; row < part.trajectories(); row++, next++) {
                offsets[next + 1] = offsets[next] + part.length(row);
                fromSource[next] = part.fromSource[row];
                endings[next] = part.endings[row];
            }
        }
        return new Layout(offsets, fromSource, endings);
    }

    /**
     * Returns the number of rows.
     *
     * @return the number of trajectories
     */
    public int trajectories() {
        return fromSource.length;
    }

    /**
     * Returns the number of transitions of all rows.
     *
     * @return the length of arrays [transitions]
     */
    public int transitions() {
        return offsets[offsets.length - 1];
    }

    /**
     * Returns the number of states of all rows, repeated ones included.
     *
     * @return the length of arrays [states]
     */
    public int states() {
        return transitions() + trajectories();
    }

    /**
     * Returns the number of transitions of a row.
     *
     * @param row a row in {@code [0, trajectories())}
     * @return its length, which may be 0
     */
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /**
     * Returns where the transitions of a row start.
     *
     * @param row a row in {@code [0, trajectories())}
     * @return an index into arrays [transitions]
     */
    public int firstTransition(int row) {
        return offsets[row];
    }

    /**
     * Returns where the states of a row start.
     *
     * @param row a row in {@code [0, trajectories())}
     * @return an index into arrays [states]
     */
    public int firstState(int row) {
        return offsets[row] + row;
    }

    /**
     * Returns where the last state of a row is.
     *
     * @param row a row in {@code [0, trajectories())}
     * @return an index into arrays [states]
     */
    public int lastState(int row) {
        return offsets[row + 1] + row;
    }

    /**
     * Tells whether a row starts at the source.
     *
     * @param row a row in {@code [0, trajectories())}
     * @return true if its first state is the source
     */
    public boolean startsAtSource(int row) {
        return fromSource[row];
    }

    /**
     * Tells how a row ends.
     *
     * @param row a row in {@code [0, trajectories())}
     * @return how it ends
     */
    public Ending ending(int row) {
        return endings[row];
    }
}
