package org.gfn4j.objective;

import java.util.Set;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.jspecify.annotations.Nullable;

/**
 * The base of objectives whose residuals are differences of potentials; an objective of this kind only states which.
 *
 * <p>L = Σ w·φ(V_i − V_j) / Σ w over all residuals of the batch, see {@link Potentials}.
 *
 * <p>Thread-safety: immutable.
 */
public abstract class PotentialObjective implements Objective {
    private final StateFlow stateFlow;
    private final Regression regression;

    /**
     * Makes an objective.
     *
     * @param stateFlow what stands for log F(s)
     * @param regression the function that residuals are put through
     */
    protected PotentialObjective(StateFlow stateFlow, Regression regression) {
        this.stateFlow = stateFlow;
        this.regression = regression;
    }

    /**
     * States the residuals of a batch.
     *
     * @param layout the trajectories of the batch
     * @param potentials where the residuals are added
     */
    protected abstract void addResiduals(Layout layout, Potentials potentials);

    @Override
    public final Set<Need> needs() {
        return stateFlow.needs();
    }

    @Override
    public final Loss loss(Scores current, @Nullable Scores reference, ScoreGradients gradients) {
        Potentials potentials = new Potentials(current, reference, stateFlow, regression);
        addResiduals(current.layout(), potentials);
        return potentials.finish(gradients);
    }

    @Override
    public final double logZ(Scores scores) {
        Layout layout = scores.layout();
        for (int row = 0; row < layout.trajectories(); row++) {
            if (layout.startsAtSource(row)) {
                return stateFlow.value(scores, row, layout.firstState(row));
            }
        }
        return Double.NaN;
    }

    @Override
    public final boolean usesLogPartition() {
        return stateFlow == StateFlow.PARTITION;
    }

    @Override
    public final boolean usesReference() {
        return stateFlow != StateFlow.PARTITION;
    }
}
