package org.gfn4j.model;

import org.gfn4j.text.Checks;

/**
 * How far the draws of a rollout depart from the policy: P(a) = (1 − ε)·softmax(logits / T)(a) + ε / (number of legal
 * actions).
 *
 * <p>It changes which trajectories are seen, never how they are scored.
 *
 * <p>Thread-safety: immutable.
 *
 * @param epsilon the share of uniform draws, in [0, 1]
 * @param temperature the divisor T of the logits, positive; above 1 flattens the policy
 */
public record Exploration(double epsilon, double temperature) {

    /** Draws from the policy itself. */
    public static final Exploration NONE = new Exploration(0, 1);

    /**
     * Makes an exploration.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Exploration {
        Checks.requireShare("epsilon", epsilon);
        Checks.requirePositive("temperature", temperature);
    }
}
