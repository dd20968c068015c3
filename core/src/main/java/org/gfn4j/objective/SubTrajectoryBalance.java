package org.gfn4j.objective;

import org.gfn4j.trajectory.Layout;

/**
 * Sub-trajectory balance, SubTB(λ) (Madan et al. 2022, arXiv 2209.12782): the residual of every part i &lt; j of every
 * trajectory, V_i − V_j, with weight λ^(j−i), normalised over the whole batch.
 *
 * <p>λ → 0 gives detailed balance, a large λ trajectory balance on the longest trajectories. For λ &gt; 1 weights are
 * scaled by λ^(−n), n the longest length of the batch, so that they do not overflow.
 *
 * <p>Thread-safety: immutable.
 */
public final class SubTrajectoryBalance extends PotentialObjective {
    private final SubTrajectories parts;

    /**
     * Makes the objective with squared residuals.
     *
     * @param lambda the weight λ of one step more, positive
     */
    public SubTrajectoryBalance(double lambda) {
        this(lambda, Regression.SQUARED);
    }

    /**
     * Makes the objective.
     *
     * @param lambda the weight λ of one step more, positive
     * @param regression the function that residuals are put through
     * @throws IllegalArgumentException if λ is not positive and finite
     */
    public SubTrajectoryBalance(double lambda, Regression regression) {
        this(StateFlow.LEARNED, lambda, regression);
    }

    private SubTrajectoryBalance(StateFlow stateFlow, double lambda, Regression regression) {
        super(stateFlow, regression);
        this.parts = new SubTrajectories(lambda);
    }

    /**
     * Makes the forward-looking objective (Pan et al. 2023), log F(s) = log F̃(s) + log R(s), for environments in which
     * every intermediate state can stop.
     *
     * @param lambda the weight λ of one step more, positive
     * @param regression the function that residuals are put through
     * @return the objective
     */
    public static SubTrajectoryBalance forwardLooking(double lambda, Regression regression) {
        return new SubTrajectoryBalance(StateFlow.FORWARD_LOOKING, lambda, regression);
    }

    @Override
    protected void addResiduals(Layout layout, Potentials potentials) {
        parts.addTo(layout, potentials);
    }
}
