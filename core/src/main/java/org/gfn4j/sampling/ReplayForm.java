package org.gfn4j.sampling;

/**
 * What is kept of a trajectory to be replayed, and how it is learned from again.
 *
 * <p>Thread-safety: immutable.
 */
public enum ReplayForm {
    /** Its object, from which walks go back under the present backward policy. */
    BACKWARD,
    /** Its object, from which walks go back along edges drawn uniformly. */
    BACKWARD_UNIFORM,
    /** All of it, learned from as it was. */
    TRAJECTORIES,
    /** Its transitions, each learned from by itself; for detailed balance. */
    TRANSITIONS
}
