package org.gfn4j.baseline;

import org.gfn4j.objective.Loss;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;

/**
 * What actor-critic methods share: c_V·½(V(s) − V̂)² − c_H·H(s) at each state that is left, and a term for the action there.
 *
 * @param valueCoefficient c_V
 * @param entropy c_H
 */
record ActorCriticLoss(double valueCoefficient, double entropy) {

    /** The term of an action, and its derivative. */
    @FunctionalInterface
    interface PolicyTerm {

        /**
         * Computes the term of a transition, and adds its derivative to that of log P_F.
         *
         * @param transition the transition
         * @param advantage its advantage, which is not differentiated
         */
        double add(int transition, double advantage);
    }

    /** Sums over the transitions of a batch, and adds the derivatives. */
    Loss sum(Scores current, Advantages estimates, ScoreGradients gradients, PolicyTerm policy) {
        Layout layout = current.layout();
        double numerator = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.firstState(row);
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++, state++) {
                double error = current.logFlow()[state] - estimates.targets()[t];
                numerator += valueCoefficient * 0.5 * error * error
                        + policy.add(t, estimates.advantages()[t])
                        - entropy * current.entropy()[state];
                gradients.logFlow()[state] += valueCoefficient * error;
                gradients.entropy()[state] -= entropy;
            }
        }
        return new Loss(numerator, layout.transitions());
    }
}
