package org.gfn4j.objective;

import org.gfn4j.trajectory.Layout;

/**
 * Trajectory balance (Malkin et al. 2022, arXiv 2201.13259, section 3): the residual of a trajectory is log Z + Σ log P_F − log R(x) −
 * Σ log P_B.
 *
 * <p>The objective to start with: quick to spread credit over a trajectory, at the price of a higher variance on long
 * ones.
 *
 * <p>Thread-safety: immutable.
 */
public final class TrajectoryBalance extends PotentialObjective {

    /** Makes the objective with squared residuals. */
    public TrajectoryBalance() {
        this(Regression.SQUARED);
    }

    /**
     * Makes the objective.
     *
     * @param regression the function that residuals are put through
     */
    public TrajectoryBalance(Regression regression) {
        super(StateFlow.PARTITION, regression);
    }

    @Override
    protected void addResiduals(Layout layout, Potentials potentials) {
        for (int row = 0; row < layout.trajectories(); row++) {
            Rows.requireComplete(layout, row, "trajectory balance");
            potentials.addResidual(row, 0, layout.length(row), 1);
        }
    }
}
