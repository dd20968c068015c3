package org.gfn4j.objective;

import java.util.OptionalDouble;
import java.util.Set;
import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.LogSpace;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.jspecify.annotations.Nullable;

/**
 * Flow matching (Bengio et al. 2021, equation 12): the residual of every visited state s′ but the source is log(ε + Σ
 * in-flows) − log(ε + R(s′) or Σ out-flows), where the log-flow of an edge is a logit of the forward policy.
 *
 * <p>The loss is the mean of φ over visited states or, with a leaf coefficient λ, λ times the mean over terminal states
 * plus the mean over the others. With a frozen reference the out-flow of intermediate states is that of the reference. Its backward policy is the flow of an edge over the flow into its state.
 *
 * <p>Thread-safety: immutable.
 */
public final class FlowMatching implements Objective {
    private final Regression regression;
    private final double logEpsilon;
    private final OptionalDouble leafCoefficient;

    /**
     * Makes the objective.
     *
     * @param regression the function that residuals are put through
     * @param epsilon the ε inside the logs, at least 0; small flows matter less the larger it is
     * @param leafCoefficient the weight λ of terminal states, positive; empty for a plain mean
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FlowMatching(Regression regression, double epsilon, OptionalDouble leafCoefficient) {
        Checks.requireAtLeastZero("epsilon", epsilon);
        if (leafCoefficient.isPresent() && !(leafCoefficient.getAsDouble() > 0)) {
            throw new IllegalArgumentException("leafCoefficient must be positive, but is " + leafCoefficient);
        }
        this.regression = regression;
        this.logEpsilon = Math.log(epsilon);
        this.leafCoefficient = leafCoefficient;
    }

    /** Makes the objective with squared residuals, without ε and with a plain mean. */
    public FlowMatching() {
        this(Regression.SQUARED);
    }

    /**
     * Makes the objective without ε and with a plain mean, as for the hypergrid of the paper.
     *
     * @param regression the function that residuals are put through
     */
    public FlowMatching(Regression regression) {
        this(regression, 0, OptionalDouble.empty());
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.IN_EDGES, Need.OUT_EDGES);
    }

    @Override
    public Loss loss(Scores current, @Nullable Scores reference, ScoreGradients gradients) {
        Layout layout = current.layout();
        int terminals = 0;
        int others = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            int last = layout.ending(row).isTerminal() ? 1 : 0;
            terminals += last;
            others += statesOf(layout, row) - last;
        }
        boolean balanced = leafCoefficient.isPresent();
        double terminalWeight = balanced ? leafCoefficient.getAsDouble() / Math.max(1, terminals) : 1;
        double otherWeight = balanced ? 1.0 / Math.max(1, others) : 1;
        Ragged outEdges = (reference == null ? current : reference).outEdges();
        double numerator = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            for (int state = firstResidual(layout, row); state <= layout.lastState(row); state++) {
                boolean terminal =
                        state == layout.lastState(row) && layout.ending(row).isTerminal();
                double weight = terminal ? terminalWeight : otherWeight;
                double in = LogSpace.add(current.inEdges().logSumExp(state), logEpsilon);
                double out = LogSpace.add(terminal ? current.logRewards()[row] : outEdges.logSumExp(state), logEpsilon);
                double residual = in - out;
                numerator += weight * regression.value(residual);
                double derivative = weight * regression.derivative(residual);
                addShares(current.inEdges(), state, in, derivative, gradients.inEdges());
                if (!terminal && reference == null) {
                    addShares(outEdges, state, out, -derivative, gradients.outEdges());
                }
            }
        }
        return new Loss(numerator, balanced ? 1 : terminals + others);
    }

    private static int firstResidual(Layout layout, int row) {
        return layout.firstState(row) + (layout.startsAtSource(row) ? 1 : 0);
    }

    private static int statesOf(Layout layout, int row) {
        return layout.lastState(row) + 1 - firstResidual(layout, row);
    }

    /** Adds derivative · exp(flow − total) to the derivative of every log-flow of a group. */
    private static void addShares(Ragged flows, int group, double total, double derivative, Ragged gradients) {
        for (int edge = flows.start(group); edge < flows.end(group); edge++) {
            gradients.values()[edge] += derivative * Math.exp(flows.values()[edge] - total);
        }
    }

    @Override
    public boolean usesReference() {
        return true;
    }

    @Override
    public double logZ(Scores scores) {
        Layout layout = scores.layout();
        for (int row = 0; row < layout.trajectories(); row++) {
            if (layout.startsAtSource(row)) {
                return scores.outEdges().logSumExp(layout.firstState(row));
            }
        }
        return Double.NaN;
    }
}
