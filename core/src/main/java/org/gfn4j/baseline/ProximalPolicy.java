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
 * Proximal policy optimisation (Schulman et al. 2017, arXiv 1707.06347, the clipped surrogate): −min(ρ_t A_t, clip(ρ_t, 1 − ε,
 * 1 + ε) A_t) + c_V·½(V(s_t) − V̂_t)² − c·H(s_t), the mean over the transitions of a batch; ρ_t is P_F(a_t|s_t) over that of
 * the old policy.
 *
 * <p>The model's log F(s) is V(s), and H the entropy of the forward policy. The old policy and its values are the reference;
 * without one the present scores stand for it, and are not differentiated. A_t and V̂_t = A_t + V(s_t) are estimated with
 * the old values by GAE(λ) (Schulman et al. 2016, arXiv 1506.02438), without discount: Σ_k λ^k δ_{t+k}, δ_t = V(s_{t+1}) −
 * V(s_t), where the payment stands for V of a terminal state. So the advantage of the last transition is payment −
 * V(s_{T−1}), and every other one looks at the state that follows, the last but one included; log P_F is that of the legal
 * actions alone. Code of 2021 that molecules were compared with leaves out V of the last state before the end, and gives
 * probability to stops that are not allowed.
 *
 * <p>It goes with a {@link RoundSource} of a number of iterations, and a {@link org.gfn4j.training.TargetNetwork} that is
 * copied as often, which then is the policy that has drawn the rows.
 *
 * <p>Thread-safety: immutable.
 */
public final class ProximalPolicy implements Objective {
    private final Payment payment;
    private final double clip;
    private final double gaeLambda;
    private final double entropy;
    private final double valueCoefficient;

    /**
     * Makes the objective.
     *
     * @param payment what is paid at the end of a trajectory
     * @param clip how far ε the ratio may depart from 1 to gain, positive; 0.2 in the paper
     * @param gaeLambda λ of the advantages, in [0, 1]; 1 for the whole return
     * @param entropy the coefficient c of the entropy, at least 0
     * @param valueCoefficient the coefficient c_V of the values, at least 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ProximalPolicy(Payment payment, double clip, double gaeLambda, double entropy, double valueCoefficient) {
        this.payment = payment;
        this.clip = Checks.requirePositive("clip", clip);
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
        Scores old = reference == null ? current : reference;
        Advantages estimates = Advantages.of(old, payment, gaeLambda);
        return new ActorCriticLoss(valueCoefficient, entropy).sum(current, estimates, gradients, (t, advantage) -> {
            double ratio = Math.exp(current.logForward()[t] - old.logForward()[t]);
            double plain = ratio * advantage;
            double clipped = Math.max(1 - clip, Math.min(1 + clip, ratio)) * advantage;
            gradients.logForward()[t] -= plain <= clipped ? plain : 0;
            return -Math.min(plain, clipped);
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

    @Override
    public boolean usesReference() {
        return true;
    }
}
