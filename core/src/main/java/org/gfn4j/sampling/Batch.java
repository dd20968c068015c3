package org.gfn4j.sampling;

import java.util.List;
import org.gfn4j.model.Tape;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/**
 * What one iteration learns from, and how much of it is new.
 *
 * <p>Thread-safety: immutable.
 *
 * @param produced the trajectories that the policy, explored or not, has walked forward and that no batch before had;
 *     possibly none
 * @param all all rows of the batch, those of {@code produced} first
 * @param tape what the model has computed while it drew {@code produced}, for scoring; null where nothing was kept
 * @param <S> the type of a state
 */
public record Batch<S>(
        Trajectories<S> produced,
        Trajectories<S> all,
        @Nullable Tape tape) {

    /**
     * Makes a batch of which nothing was recorded.
     *
     * @param produced the trajectories that the policy has walked forward and that no batch before had
     * @param all all rows of the batch, those of {@code produced} first
     */
    public Batch(Trajectories<S> produced, Trajectories<S> all) {
        this(produced, all, null);
    }

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
     * Tells whether there is nothing to learn from.
     *
     * @return true if the batch has no rows
     */
    public boolean isEmpty() {
        return all.layout().trajectories() == 0;
    }

    /**
     * Returns this batch with more rows of which nothing is new.
     *
     * @param trajectories rows that were stored or walked backward
     * @return a batch with these rows at its end
     */
    public Batch<S> with(Trajectories<S> trajectories) {
        return new Batch<>(produced, Trajectories.concatenate(List.of(all, trajectories)), tape);
    }

    /**
     * Returns this batch as it is after it has been learned from.
     *
     * @return a batch with the same rows and nothing recorded
     */
    public Batch<S> withoutTape() {
        return tape == null ? this : new Batch<>(produced, all);
    }
}
