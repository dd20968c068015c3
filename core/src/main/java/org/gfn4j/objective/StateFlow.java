package org.gfn4j.objective;

import java.util.Set;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;

/**
 * What stands for log F(s) at states that are not terminal; at a terminal state log F is always the log-reward.
 *
 * <p>Thread-safety: immutable.
 */
public enum StateFlow {
    /** log Z at the source; no other state has a flow. */
    PARTITION(Set.of(Need.TRANSITIONS)) {
        @Override
        double value(Scores scores, int row, int state) {
            requireSource(scores, row, state);
            return scores.logZ()[row];
        }

        @Override
        void differentiate(ScoreGradients gradients, int row, int state, double derivative) {
            gradients.logZ()[row] += derivative;
        }
    },
    /** The learned log F(s). */
    LEARNED(Set.of(Need.TRANSITIONS, Need.STATE_FLOW)) {
        @Override
        double value(Scores scores, int row, int state) {
            return scores.logFlow()[state];
        }

        @Override
        void differentiate(ScoreGradients gradients, int row, int state, double derivative) {
            gradients.logFlow()[state] += derivative;
        }
    },
    /** A learned correction to the log-reward of stopping here: log F(s) = log F̃(s) + log R(s) (Pan et al. 2023). */
    FORWARD_LOOKING(Set.of(Need.TRANSITIONS, Need.STATE_FLOW, Need.STATE_LOG_REWARD)) {
        @Override
        double value(Scores scores, int row, int state) {
            return scores.logFlow()[state] + finiteLogReward(scores, state);
        }

        @Override
        void differentiate(ScoreGradients gradients, int row, int state, double derivative) {
            gradients.logFlow()[state] += derivative;
        }
    },
    /** What the stop edge implies: log F(s) = log R(s) − log P_F(⊤|s) (Deleu et al. 2022). */
    STOPPING(Set.of(Need.TRANSITIONS, Need.STOP, Need.STATE_LOG_REWARD)) {
        @Override
        double value(Scores scores, int row, int state) {
            return finiteLogReward(scores, state) - scores.logStop()[state];
        }

        @Override
        void differentiate(ScoreGradients gradients, int row, int state, double derivative) {
            gradients.logStop()[state] -= derivative;
        }
    };

    private final Set<Need> needs;

    StateFlow(Set<Need> needs) {
        this.needs = needs;
    }

    Set<Need> needs() {
        return needs;
    }

    abstract double value(Scores scores, int row, int state);

    abstract void differentiate(ScoreGradients gradients, int row, int state, double derivative);

    private static void requireSource(Scores scores, int row, int state) {
        if (!scores.layout().startsAtSource(row) || state != scores.layout().firstState(row)) {
            throw new IllegalArgumentException(
                    "the objective has a flow at the source only, but row " + row + " does not start there");
        }
    }

    private static double finiteLogReward(Scores scores, int state) {
        double logReward = scores.stateLogRewards()[state];
        if (logReward == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the objective needs a positive reward at every state, but that of state " + state
                            + " of the batch is 0; give the reward a floor or use another objective");
        }
        return logReward;
    }
}
