package org.gfn4j.trajectory;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of a batch, in natural logs, beside the log-rewards that came with it.
 *
 * <p>Thread-safety: confined to one thread while the model writes it, read-only afterwards.
 */
public final class Scores extends Channels {
    private final Layout layout;
    private final double[] logRewards;
    private final double @Nullable [] stateLogRewards;

    /**
     * Makes scores of zeros, for a model to fill.
     *
     * @param batch the batch that is scored; its layout and log-rewards are taken over
     * @param needs which channels to make; log Z is always there
     * @param inEdgeOffsets number of edges into the states before each state, [states + 1]; null without
     *     {@link Need#IN_EDGES}
     * @param outEdgeOffsets number of edges out of the states before each state, [states + 1]; null without
     *     {@link Need#OUT_EDGES}
     */
    public Scores(
            Trajectories<?> batch, Set<Need> needs, int @Nullable [] inEdgeOffsets, int @Nullable [] outEdgeOffsets) {
        super(batch.layout(), needs, inEdgeOffsets, outEdgeOffsets);
        layout = batch.layout();
        logRewards = batch.logRewards();
        stateLogRewards = batch.stateLogRewards();
    }

    /**
     * Returns how the rows lie in the arrays.
     *
     * @return the layout of the batch
     */
    public Layout layout() {
        return layout;
    }

    /**
     * Returns the log-reward of the terminal state of each row.
     *
     * @return natural logs, NaN where a row ends open, [trajectories]
     */
    public double[] logRewards() {
        return logRewards;
    }

    /**
     * Returns the log-reward of stopping at each state ({@link Need#STATE_LOG_REWARD}).
     *
     * @return natural logs, [states]
     * @throws IllegalStateException if the batch came without them; the message says how the sampler gets them
     */
    public double[] stateLogRewards() {
        if (stateLogRewards == null) {
            throw new IllegalStateException("the objective needs the log-reward of every intermediate state, but the "
                    + "trajectories lack it: tell the sampler what the objective needs, as in new Sampler<>(model, "
                    + "logReward, objective.needs()) does");
        }
        return stateLogRewards;
    }
}
