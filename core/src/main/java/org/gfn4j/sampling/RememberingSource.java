package org.gfn4j.sampling;

import java.util.List;

/**
 * A source whose batches hold rows of earlier iterations, so that a run can only resume with what it remembers.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public interface RememberingSource<S> extends TrajectorySource<S> {

    /**
     * Returns what the source remembers.
     *
     * @return the state of the source, for a checkpoint
     */
    State<S> state();

    /**
     * Goes back to an earlier state of a run.
     *
     * @param before what {@link #state} was
     * @throws IllegalArgumentException if it is not the state of such a source
     */
    void restore(State<S> before);

    /**
     * What a source remembers between iterations.
     *
     * @param entries the rows that it holds, oldest first
     * @param trajectories how many trajectories have been kept so far
     * @param transitions how many transitions they had
     * @param <S> the type of a state
     */
    record State<S>(List<ReplayBuffer.Entry<S>> entries, long trajectories, long transitions) {}
}
