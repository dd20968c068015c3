package org.gfn4j.objective;

import java.util.Objects;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.jspecify.annotations.Nullable;

/**
 * The potentials of the states of a batch, V_t = log F(s_t) − Σ_{k&lt;t} (log P_F,k − log P_B,k), and the residuals that
 * are their differences.
 *
 * <p>Every flow-consistency residual is V_i − V_j of two states of a trajectory: the whole of it for trajectory
 * balance, neighbours for detailed balance. Derivatives go to V first, and from there by one suffix sum along the
 * trajectory to every log P_F, log P_B and log F. A log F is only looked at where a residual asks for it. With a frozen
 * reference, log F at the far end of a residual is that of the reference, without a derivative.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Potentials {
    private final Scores scores;
    private final @Nullable Scores reference;
    private final StateFlow stateFlow;
    private final Regression regression;
    private final boolean backward;
    /** −Σ_{k<t} (log P_F,k − log P_B,k), [states]. */
    private final double[] drifts;
    /** Derivatives of the numerator with respect to V, [states]. */
    private final double[] derivatives;
    /** Derivatives of the numerator with respect to log F, [states]. */
    private final double[] flowDerivatives;

    private double numerator;
    private double denominator;

    Potentials(
            Scores scores, @Nullable Scores reference, StateFlow stateFlow, Regression regression, boolean backward) {
        this.scores = scores;
        this.reference = reference;
        this.stateFlow = stateFlow;
        this.regression = regression;
        this.backward = backward;
        Layout layout = scores.layout();
        drifts = new double[layout.states()];
        derivatives = new double[layout.states()];
        flowDerivatives = new double[layout.states()];
        double[] logForward = scores.logForward();
        double[] logBackward = scores.logBackward();
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.firstState(row);
            int end = layout.firstTransition(row + 1);
            for (int t = layout.firstTransition(row); t < end; t++, state++) {
                drifts[state + 1] = drifts[state] - (backward ? logForward[t] - logBackward[t] : logForward[t]);
            }
        }
    }

    /**
     * Adds the residual V_from − V_to to the loss.
     *
     * @param row the trajectory
     * @param from the place of a state in it, from 0
     * @param to the place of a later state in it
     * @param weight its weight, at least 0
     * @throws IndexOutOfBoundsException if the trajectory has no such state
     */
    public void addResidual(int row, int from, int to, double weight) {
        int first = scores.layout().firstState(row);
        int states = scores.layout().length(row) + 1;
        Objects.checkIndex(from, states);
        Objects.checkIndex(to, states);
        double residual = potential(scores, row, first + from)
                - potential(reference == null ? scores : reference, row, first + to);
        double derivative = weight * regression.derivative(residual);
        numerator += weight * regression.value(residual);
        denominator += weight;
        derivatives[first + from] += derivative;
        derivatives[first + to] -= derivative;
        flowDerivatives[first + from] += derivative;
        if (reference == null) {
            flowDerivatives[first + to] -= derivative;
        }
    }

    private double potential(Scores flows, int row, int state) {
        return drifts[state] + (isTerminal(row, state) ? scores.logRewards()[row] : stateFlow.value(flows, row, state));
    }

    private boolean isTerminal(int row, int state) {
        Layout layout = scores.layout();
        return state == layout.lastState(row) && layout.ending(row).isTerminal();
    }

    Loss finish(ScoreGradients gradients) {
        Layout layout = scores.layout();
        for (int row = 0; row < layout.trajectories(); row++) {
            double suffix = 0;
            int transition = layout.firstTransition(row + 1) - 1;
            for (int state = layout.lastState(row); state >= layout.firstState(row); state--, transition--) {
                if (flowDerivatives[state] != 0 && !isTerminal(row, state)) {
                    stateFlow.differentiate(gradients, row, state, flowDerivatives[state]);
                }
                suffix += derivatives[state];
                if (state > layout.firstState(row)) {
                    gradients.logForward()[transition] -= suffix;
                    gradients.logBackward()[transition] += backward ? suffix : 0;
                }
            }
        }
        return new Loss(numerator, denominator);
    }
}
