package org.gfn4j.baseline;

/**
 * What a chain counts as a visit.
 *
 * <p>Thread-safety: immutable.
 */
public enum Counting {
    /** Every step: where a move is rejected, the chain visits the object that it is at once more. */
    ALL,
    /** Accepted moves only, as the code of Bengio et al. 2021 did, by which a chain does not have R as its distribution. */
    ACCEPTED
}
