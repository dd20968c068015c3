package org.gfn4j.model;

/**
 * How a discrete model goes back from a state to one of its parents.
 *
 * <p>Thread-safety: immutable.
 */
public enum BackwardPolicy {
    /** P_B = 1 / (number of edges in), parallel edges counted. */
    UNIFORM,
    /** P_B is a softmax of learned logits. */
    LEARNED,
    /** P_B is the flow of an edge over the flow of all edges in: what flow matching implies. */
    EDGE_FLOW
}
