package org.gfn4j.trajectory;

/**
 * How a row of a batch ends.
 *
 * <p>Thread-safety: immutable.
 */
public enum Ending {
    /** In a state that is not terminal: a part of a trajectory. */
    OPEN,
    /** In a terminal state, through the stop edge. */
    STOPPED,
    /** In a terminal state, through an ordinary edge: the object was complete. */
    COMPLETED;

    /**
     * Tells whether the row ends in a terminal state.
     *
     * @return true unless {@link #OPEN}
     */
    public boolean isTerminal() {
        return this != OPEN;
    }
}
