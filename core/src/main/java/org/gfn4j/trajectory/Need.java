package org.gfn4j.trajectory;

/**
 * A channel of {@link Scores} that an objective asks for; a model fills and differentiates only what is asked.
 *
 * <p>Thread-safety: immutable.
 */
public enum Need {
    /** log P_F and log P_B of every transition. */
    TRANSITIONS,
    /** log F of every state that is not terminal. */
    STATE_FLOW,
    /** log P_F of the stop edge at every state that has one. */
    STOP,
    /** Log-flows of all edges into every state. */
    IN_EDGES,
    /** Log-flows of all edges out of every state: the unnormalised logits of the forward policy. */
    OUT_EDGES,
    /** Entropy of the forward policy at every state. */
    ENTROPY,
    /** Log-reward of stopping at every state; comes with the trajectories and counts as reward requests. */
    STATE_LOG_REWARD
}
