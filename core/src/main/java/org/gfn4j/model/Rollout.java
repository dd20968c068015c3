package org.gfn4j.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks in progress: draws the next edge for each of a list of states.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public interface Rollout<S> extends AutoCloseable {

    /**
     * Draws an edge for each state and walks it.
     *
     * @param states states that have an edge in the direction of this rollout, [states]
     * @param uniforms a number in [0, 1) for each state, which decides its draw, [states]
     * @return the edges and the states they lead to
     */
    Choice<S> choose(List<S> states, double[] uniforms);

    /**
     * Hands over what this rollout has computed, if it was started by {@link FlowModel#record} and the model can keep it.
     *
     * @return the tape, to be closed by the caller or given to a scoring; null where nothing was kept
     */
    default @Nullable Tape tape() {
        return null;
    }

    @Override
    void close();
}
