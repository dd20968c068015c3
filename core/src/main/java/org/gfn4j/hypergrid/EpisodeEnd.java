package org.gfn4j.hypergrid;

/**
 * When a walk on the {@link Hypergrid} ends.
 *
 * <p>Thread-safety: immutable.
 */
public enum EpisodeEnd {
    /** By the stop action only; every cell can be reached and finished. */
    FREE,
    /**
     * By the stop action, or as soon as a coordinate reaches its last value, as in the code of Bengio et al. 2021. Cells
     * with two or more coordinates at their last value cannot be reached.
     */
    FORCED
}
