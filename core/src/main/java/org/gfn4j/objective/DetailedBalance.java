package org.gfn4j.objective;

import org.gfn4j.trajectory.Layout;

/**
 * Detailed balance (Bengio et al. 2021, GFlowNet Foundations, arXiv 2111.09266): the residual of a transition is log F(s) +
 * log P_F(s′|s) − log F(s′) − log P_B(s|s′), with log F = log R at terminal states.
 *
 * <p>It learns from single transitions; credit travels one step at a time. Forward-looking (Pan et al. 2023, Better
 * training of GFlowNets with local credit and incomplete trajectories), log F(s) = log F̃(s) + log R(s), it learns from
 * intermediate rewards, too.
 *
 * <p>Thread-safety: immutable.
 */
public final class DetailedBalance extends PotentialObjective {

    /** Makes the objective with squared residuals. */
    public DetailedBalance() {
        this(Regression.SQUARED);
    }

    /**
     * Makes the objective.
     *
     * @param regression the function that residuals are put through
     */
    public DetailedBalance(Regression regression) {
        this(StateFlow.LEARNED, regression);
    }

    private DetailedBalance(StateFlow stateFlow, Regression regression) {
        super(stateFlow, regression);
    }

    /**
     * Makes the forward-looking objective, for environments in which every intermediate state can stop.
     *
     * @param regression the function that residuals are put through
     * @return the objective
     */
    public static DetailedBalance forwardLooking(Regression regression) {
        return new DetailedBalance(StateFlow.FORWARD_LOOKING, regression);
    }

    @Override
    protected void addResiduals(Layout layout, Potentials potentials) {
        for (int row = 0; row < layout.trajectories(); row++) {
            for (int t = 0; t < layout.length(row); t++) {
                potentials.addResidual(row, t, t + 1, 1);
            }
        }
    }
}
