package org.gfn4j.model;

import java.util.OptionalLong;
import java.util.Set;
import org.gfn4j.environment.Environment;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/**
 * What a generative flow network learns on one environment: forward policy, backward policy, state flow and log Z.
 *
 * <p>Any number of rollouts and scored batches may be open at once, as long as the parameters are not stepped
 * meanwhile.
 *
 * <p>Thread-safety: each implementation says how far.
 *
 * @param <S> the type of a state
 */
public interface FlowModel<S> {

    /**
     * Returns the environment that the model is for.
     *
     * @return the environment
     */
    Environment<S> environment();

    /**
     * Starts walks under the present policies.
     *
     * @param direction forward from the source, or backward from terminal states
     * @param exploration how far the draws depart from the policy; {@link Exploration#NONE} to follow it
     * @return the walks, to be closed by the caller
     */
    Rollout<S> rollout(Direction direction, Exploration exploration);

    /**
     * Starts walks forward whose computations are kept for scoring, where the model can do so.
     *
     * @param exploration how far the draws depart from the policy
     * @return the walks, to be closed by the caller; {@link Rollout#tape} is what was kept
     */
    default Rollout<S> record(Exploration exploration) {
        return rollout(Direction.FORWARD, exploration);
    }

    /**
     * Scores trajectories, however they came about, under the present parameters.
     *
     * @param batch the trajectories
     * @param needs which channels to fill
     * @return the scores with what is needed to differentiate them, to be closed by the caller
     * @throws IllegalArgumentException if the batch is not one of this environment, or the model cannot fill a channel
     */
    ScoredBatch score(Trajectories<S> batch, Set<Need> needs);

    /**
     * Scores trajectories of which some have just been drawn, without computing again what their rollout has kept.
     *
     * @param batch the trajectories
     * @param needs which channels to fill
     * @param tape what the rollout has kept, consumed by the call; null for none
     * @return the scores that {@link #score(Trajectories, Set)} gives, bit for bit
     * @throws IllegalArgumentException if {@link #score(Trajectories, Set)} would throw it, or the tape is another model's
     * @throws IllegalStateException if the tape has been used already or the parameters have changed since
     */
    default ScoredBatch score(Trajectories<S> batch, Set<Need> needs, @Nullable Tape tape) {
        if (tape != null) {
            tape.close();
        }
        return score(batch, needs);
    }

    /**
     * Scores trajectories where nobody asks for derivatives, which takes less memory.
     *
     * @param batch the trajectories
     * @param needs which channels to fill
     * @return the scores that {@link #score} gives
     * @throws IllegalArgumentException if {@link #score} would throw it
     */
    default Scores scores(Trajectories<S> batch, Set<Need> needs) {
        try (ScoredBatch scored = score(batch, needs)) {
            return scored.scores();
        }
    }

    /**
     * Returns how many multiply-adds the networks have done so far in evaluations and their derivatives, those on padding
     * included.
     *
     * @return the number since the model was made; empty unless overridden, where nobody counts
     */
    default OptionalLong multiplyAddsDone() {
        return OptionalLong.empty();
    }

    /**
     * Returns what is learned.
     *
     * @return the parameters, live
     */
    Parameters parameters();
}
