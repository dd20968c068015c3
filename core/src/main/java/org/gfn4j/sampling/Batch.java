package org.gfn4j.sampling;

import java.util.List;
import org.gfn4j.trajectory.Trajectories;

/**
 * What one iteration learns from, and how much of it the policy has just produced.
 *
 * <p>Thread-safety: immutable.
 *
 * @param produced the trajectories that were walked forward under the present policy, explored or not; possibly none
 * @param all all rows of the batch, those of {@code produced} first
 * @param <S> the type of a state
 */
public record Batch<S>(Trajectories<S> produced, Trajectories<S> all) {

    /**
     * Makes a batch of fresh trajectories.
     *
     * @param trajectories the trajectories
     * @param <S> the type of a state
     * @return a batch of nothing else
     */
    public static <S> Batch<S> produced(Trajectories<S> trajectories) {
        return new Batch<>(trajectories, trajectories);
    }

    /**
     * Makes a batch of which nothing is new.
     *
     * @param trajectories rows that were stored or walked backward
     * @param <S> the type of a state
     * @return a batch of nothing else
     */
    public static <S> Batch<S> stored(Trajectories<S> trajectories) {
        return new Batch<>(Trajectories.ofStates(List.of()), trajectories);
    }

    /**
     * Returns this batch with more rows of which nothing is new.
     *
     * @param trajectories rows that were stored or walked backward
     * @return a batch with these rows at its end
     */
    public Batch<S> with(Trajectories<S> trajectories) {
        return new Batch<>(produced, Trajectories.concatenate(List.of(all, trajectories)));
    }
}
