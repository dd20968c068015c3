package org.gfn4j.model;

import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;

/**
 * The scores of a batch with the activations to differentiate them, and the owner of the memory these live in.
 *
 * <p>Thread-safety: confined to one thread.
 */
public interface ScoredBatch extends AutoCloseable {

    /**
     * Returns the scores.
     *
     * @return the channels that were requested
     */
    Scores scores();

    /**
     * Adds the derivatives of a loss to the gradients of the model's parameters.
     *
     * @param gradients the derivatives with respect to the scores
     * @throws IllegalStateException if the batch has been closed
     */
    void backward(ScoreGradients gradients);

    @Override
    void close();
}
