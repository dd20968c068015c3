package org.gfn4j.baseline;

import java.util.Set;
import org.gfn4j.objective.Loss;
import org.gfn4j.objective.Objective;
import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.jspecify.annotations.Nullable;

/**
 * REINFORCE (Williams 1992, Simple statistical gradient-following algorithms for connectionist reinforcement learning):
 * −Σ_t (G − b) log P_F(a_t|s_t) − c·Σ_t H(s_t), the mean over the trajectories of a batch.
 *
 * <p>G is the payment at the end of the trajectory and b the mean payment of the other trajectories of the batch (Kool, van
 * Hoof and Welling 2019, Buy 4 REINFORCE samples, get a baseline for free), 0 where there is no other. H is the entropy of
 * the forward policy. The expected gradient is that of the mean payment where the batch was drawn by the present policy
 * without exploration; replayed or explored rows bias it.
 *
 * <p>Thread-safety: immutable.
 */
public final class Reinforce implements Objective {
    private final Payment payment;
    private final double entropy;

    /**
     * Makes the objective.
     *
     * @param payment what is paid at the end of a trajectory
     * @param entropy the coefficient c of the entropy, at least 0
     * @throws IllegalArgumentException if the coefficient is negative or not finite
     */
    public Reinforce(Payment payment, double entropy) {
        this.payment = payment;
        this.entropy = Checks.requireAtLeastZero("entropy", entropy);
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.TRANSITIONS, Need.ENTROPY);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a trajectory does not end in a terminal state
     */
    @Override
    public Loss loss(Scores current, @Nullable Scores reference, ScoreGradients gradients) {
        Layout layout = current.layout();
        double[] payments = payments(current);
        double sum = 0;
        for (double each : payments) {
            sum += each;
        }
        double numerator = 0;
        for (int row = 0; row < payments.length; row++) {
            double baseline = payments.length == 1 ? 0 : (sum - payments[row]) / (payments.length - 1);
            double advantage = payments[row] - baseline;
            int state = layout.firstState(row);
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++, state++) {
                numerator -= advantage * current.logForward()[t] + entropy * current.entropy()[state];
                gradients.logForward()[t] -= advantage;
                gradients.entropy()[state] -= entropy;
            }
        }
        return new Loss(numerator, payments.length);
    }

    private double[] payments(Scores scores) {
        Layout layout = scores.layout();
        double[] payments = new double[layout.trajectories()];
        for (int row = 0; row < payments.length; row++) {
            if (!layout.ending(row).isTerminal()) {
                throw new IllegalArgumentException(
                        "REINFORCE needs trajectories that end in a terminal state, but row " + row + " does not");
            }
            payments[row] = payment.of(scores.logRewards()[row]);
        }
        return payments;
    }

    /**
     * Returns nothing, as rewards are maximised and not matched.
     *
     * @return NaN
     */
    @Override
    public double logZ(Scores scores) {
        return Double.NaN;
    }
}
