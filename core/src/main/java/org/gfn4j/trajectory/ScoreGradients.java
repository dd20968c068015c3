package org.gfn4j.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * The derivatives of a loss with respect to each number in {@link Scores}, which an objective adds to.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class ScoreGradients extends Channels {

    /**
     * Makes derivatives of zero.
     *
     * @param scores the scores that the loss is a function of
     */
    public ScoreGradients(Scores scores) {
        super(scores);
    }

    /**
     * Multiplies every derivative by a factor.
     *
     * @param factor the factor
     */
    public void scale(double factor) {
        scale(logZ(), factor);
        if (has(Need.TRANSITIONS)) {
            scale(logForward(), factor);
            scale(logBackward(), factor);
        }
        scale(has(Need.STATE_FLOW) ? logFlow() : null, factor);
        scale(has(Need.STOP) ? logStop() : null, factor);
        scale(has(Need.ENTROPY) ? entropy() : null, factor);
        scale(has(Need.IN_EDGES) ? inEdges().values() : null, factor);
        scale(has(Need.OUT_EDGES) ? outEdges().values() : null, factor);
    }

    private static void scale(double @Nullable [] values, double factor) {
        if (values != null) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
        }
    }
}
