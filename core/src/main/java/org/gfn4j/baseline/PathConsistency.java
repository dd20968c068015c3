package org.gfn4j.baseline;

import org.gfn4j.objective.PotentialObjective;
import org.gfn4j.objective.Potentials;
import org.gfn4j.objective.Regression;
import org.gfn4j.objective.StateFlow;
import org.gfn4j.objective.SubTrajectories;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Scores;

/**
 * Path consistency learning at temperature 1 (Nachum et al. 2017, arXiv 1702.08892): the residuals V(s_i) − V(s_j) −
 * Σ_{i≤t&lt;j} log P_F(a_t|s_t) of all parts i &lt; j of every trajectory, with weight λ^(j−i), normalised over the whole batch.
 * V of a terminal state is log R(x).
 *
 * <p>These are the residuals of sub-trajectory balance without the backward policy. Where all are 0, V(s) is log Σ R over
 * the trajectories from s, and trajectories come with probability ∝ R(x); so objects come with probability ∝ R(x)·(number of
 * ways to build x). It can be computed on any rows, whoever drew them.
 *
 * <p>Thread-safety: immutable.
 */
public final class PathConsistency extends PotentialObjective {
    private final SubTrajectories parts;

    /**
     * Makes the objective with squared residuals.
     *
     * @param lambda the weight λ of one step more, positive
     * @throws IllegalArgumentException if λ is not positive and finite
     */
    public PathConsistency(double lambda) {
        this(lambda, Regression.SQUARED);
    }

    /**
     * Makes the objective.
     *
     * @param lambda the weight λ of one step more, positive
     * @param regression the function that residuals are put through
     * @throws IllegalArgumentException if λ is not positive and finite
     */
    public PathConsistency(double lambda, Regression regression) {
        this(new SubTrajectories(lambda), regression);
    }

    private PathConsistency(SubTrajectories parts, Regression regression) {
        super(StateFlow.LEARNED, regression, false);
        this.parts = parts;
    }

    /**
     * Makes soft Q-learning at temperature 1 (Haarnoja et al. 2017, arXiv 1702.08165): the residuals of single steps, Q(s, a) −
     * V(s′), in the parametrisation Q(s, a) = V(s) + log P_F(a|s), where V(s) = log Σ_a exp Q(s, a).
     *
     * @param regression the function that residuals are put through
     * @return the objective
     */
    public static PathConsistency softQLearning(Regression regression) {
        return new PathConsistency(new SubTrajectories(1, 1), regression);
    }

    @Override
    protected void addResiduals(Layout layout, Potentials potentials) {
        parts.addTo(layout, potentials);
    }

    /**
     * Returns nothing: V of the source is the log of Σ R over all trajectories, not over all objects.
     *
     * @return NaN
     */
    @Override
    public double logZ(Scores scores) {
        return Double.NaN;
    }
}
