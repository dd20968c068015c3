package org.gfn4j.objective;

import java.util.Set;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.jspecify.annotations.Nullable;

/**
 * VarGrad, or log-variance (Richter et al. 2020; Zhang et al. 2023, Robust scheduling with GFlowNets):
 * trajectory balance without log Z, whose place the mean over the batch takes: φ(r_b − mean r), r = Σ log P_F − Σ log
 * P_B − log R(x).
 *
 * <p>Nothing to initialise or to give a rate of its own; a batch needs two trajectories or more. The mean is
 * differentiated, too.
 *
 * <p>Thread-safety: immutable.
 */
public final class VarGrad implements Objective {
    private final Regression regression;

    /** Makes the objective with squared residuals. */
    public VarGrad() {
        this(Regression.SQUARED);
    }

    /**
     * Makes the objective.
     *
     * @param regression the function that residuals are put through
     */
    public VarGrad(Regression regression) {
        this.regression = regression;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.TRANSITIONS);
    }

    @Override
    public Loss loss(Scores current, @Nullable Scores reference, ScoreGradients gradients) {
        Layout layout = current.layout();
        int rows = layout.trajectories();
        if (rows < 2) { // as in the last batch of a budget
            return new Loss(0, 0);
        }
        double[] residuals = residuals(current);
        double mean = mean(residuals);
        double numerator = 0;
        double[] derivatives = new double[rows];
        for (int row = 0; row < rows; row++) {
            numerator += regression.value(residuals[row] - mean);
            derivatives[row] = regression.derivative(residuals[row] - mean);
        }
        double meanDerivative = mean(derivatives);
        for (int row = 0; row < rows; row++) {
            double derivative = derivatives[row] - meanDerivative;
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++) {
                gradients.logForward()[t] += derivative;
                gradients.logBackward()[t] -= derivative;
            }
        }
        return new Loss(numerator, rows);
    }

    @Override
    public double logZ(Scores scores) {
        return -mean(residuals(scores));
    }

    @Override
    public boolean estimatesLogZ() {
        return true;
    }

    private static double[] residuals(Scores scores) {
        Layout layout = scores.layout();
        double[] residuals = new double[layout.trajectories()];
        for (int row = 0; row < residuals.length; row++) {
            Rows.requireComplete(layout, row, "VarGrad");
            double sum = -scores.logRewards()[row];
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++) {
                sum += scores.logForward()[t] - scores.logBackward()[t];
            }
            residuals[row] = sum;
        }
        return residuals;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
