package org.gfn4j.objective;

import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.Layout;

/**
 * Modified detailed balance (Deleu et al. 2022, Bayesian structure learning with generative flow networks, arXiv
 * 2202.13903): detailed balance with log F(s) = log R(s) − log P_F(⊤|s), so that no flow is learned. The stop edge gives no residual.
 *
 * <p>For environments in which every intermediate state can stop, with a positive reward.
 *
 * <p>Thread-safety: immutable.
 */
public final class ModifiedDetailedBalance extends PotentialObjective {

    /** Makes the objective with squared residuals. */
    public ModifiedDetailedBalance() {
        this(Regression.SQUARED);
    }

    /**
     * Makes the objective.
     *
     * @param regression the function that residuals are put through
     */
    public ModifiedDetailedBalance(Regression regression) {
        super(StateFlow.STOPPING, regression);
    }

    @Override
    protected void addResiduals(Layout layout, Potentials potentials) {
        for (int row = 0; row < layout.trajectories(); row++) {
            int end = layout.length(row) - (layout.ending(row) == Ending.STOPPED ? 1 : 0);
            for (int t = 0; t < end; t++) {
                potentials.addResidual(row, t, t + 1, 1);
            }
        }
    }
}
