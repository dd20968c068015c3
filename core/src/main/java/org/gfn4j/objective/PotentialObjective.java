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
    private final boolean backward;

    /**
     * Makes an objective.
     *
     * @param stateFlow what stands for log F(s)
     * @param regression the function that residuals are put through
     */
    protected PotentialObjective(StateFlow stateFlow, Regression regression) {
        this(stateFlow, regression, true);
    }

    /**
     * Makes an objective that may leave the backward policy out, as soft reinforcement learning does: V_t = log F(s_t) −
     * Σ_{k&lt;t} log P_F,k.
     *
     * @param stateFlow what stands for log F(s)
     * @param regression the function that residuals are put through
     * @param backward whether log P_B is a part of the potentials
     */
    protected PotentialObjective(StateFlow stateFlow, Regression regression, boolean backward) {
        this.stateFlow = stateFlow;
        this.regression = regression;
        this.backward = backward;
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
        Potentials potentials = new Potentials(current, reference, stateFlow, regression, backward);
        addResiduals(current.layout(), potentials);
        return potentials.finish(gradients);
    }

    @Override
    public double logZ(Scores scores) {
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
