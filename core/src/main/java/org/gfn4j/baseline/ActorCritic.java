package org.gfn4j.baseline;

import java.util.Set;
import org.gfn4j.objective.Loss;
import org.gfn4j.objective.Objective;
import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.jspecify.annotations.Nullable;

/**
 * Advantage actor-critic (Mnih et al. 2016, arXiv 1602.01783, A2C): −A_t log P_F(a_t|s_t) + c_V·½(V(s_t) − V̂_t)² −
 * c·H(s_t), the mean over the transitions of a batch.
 *
 * <p>The model's log F(s) is V(s), and H the entropy of the forward policy. Advantages A_t are estimated with the present V
 * by GAE(λ) (Schulman et al. 2016, arXiv 1506.02438), without discount: Σ_k λ^k δ_{t+k}, δ_t = V(s_{t+1}) − V(s_t), where the
 * payment stands for V of a terminal state; V̂_t = A_t + V(s_t). Neither A nor V̂ is differentiated. Rows that end open are
 * continued by V. The policy's gradient is right where the batch was drawn by the present policy without exploration.
 *
 * <p>Thread-safety: immutable.
 */
public final class ActorCritic implements Objective {
    private final Payment payment;
    private final double gaeLambda;
    private final double entropy;
    private final double valueCoefficient;

    /**
     * Makes the objective.
     *
     * @param payment what is paid at the end of a trajectory
     * @param gaeLambda λ of the advantages, in [0, 1]; 1 for the whole return
     * @param entropy the coefficient c of the entropy, at least 0
     * @param valueCoefficient the coefficient c_V of the values, at least 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ActorCritic(Payment payment, double gaeLambda, double entropy, double valueCoefficient) {
        this.payment = payment;
        this.gaeLambda = Checks.requireShare("gaeLambda", gaeLambda);
        this.entropy = Checks.requireAtLeastZero("entropy", entropy);
        this.valueCoefficient = Checks.requireAtLeastZero("valueCoefficient", valueCoefficient);
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.TRANSITIONS, Need.STATE_FLOW, Need.ENTROPY);
    }

    @Override
    public Loss loss(Scores current, @Nullable Scores reference, ScoreGradients gradients) {
        Advantages estimates = Advantages.of(current, payment, gaeLambda);
        return new ActorCriticLoss(valueCoefficient, entropy).sum(current, estimates, gradients, (t, advantage) -> {
            gradients.logForward()[t] -= advantage;
            return -advantage * current.logForward()[t];
        });
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
