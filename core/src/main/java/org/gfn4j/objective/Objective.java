package org.gfn4j.objective;

import java.util.Set;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.jspecify.annotations.Nullable;

/**
 * A training objective.
 *
 * <p>Thread-safety: implementations are immutable and safe for any number of threads.
 */
public interface Objective {

    /**
     * Returns what the objective looks at.
     *
     * @return the channels that must have been filled
     */
    Set<Need> needs();

    /**
     * Computes the loss of a batch and its derivatives.
     *
     * @param current scores of the batch under the present parameters
     * @param reference scores of the same batch under frozen parameters, whose flows stand in for those at the far end
     *     of residuals and are not differentiated; null for none
     * @param gradients where the derivatives of the <em>numerator</em> of the loss are added
     * @return the loss
     * @throws IllegalArgumentException if the batch is not one that this objective can be computed on
     */
    Loss loss(Scores current, @Nullable Scores reference, ScoreGradients gradients);

    /**
     * Reads the log-partition function off the scores of a batch with trajectories from the source.
     *
     * @param scores scores of the batch
     * @return what this objective learns as log Z; NaN if no row starts at the source
     */
    double logZ(Scores scores);

    /**
     * Tells whether {@link #logZ} is an estimate from the batch rather than something the model holds.
     *
     * @return false unless overridden
     */
    default boolean estimatesLogZ() {
        return false;
    }

    /**
     * Tells whether {@link Scores#logZ} takes part in the loss, so that a good start value helps.
     *
     * @return false unless overridden
     */
    default boolean usesLogPartition() {
        return false;
    }

    /**
     * Tells whether the loss looks at flows at the far end of residuals, for which a frozen reference can stand in.
     *
     * @return false unless overridden
     */
    default boolean usesReference() {
        return false;
    }
}
