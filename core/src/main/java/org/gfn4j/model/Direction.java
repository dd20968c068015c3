package org.gfn4j.model;

/**
 * The way a trajectory is walked.
 *
 * <p>Thread-safety: immutable.
 */
public enum Direction {
    /** From the source to a terminal state, under P_F. */
    FORWARD,
    /** From a terminal state to the source, under P_B. */
    BACKWARD
}
