package org.gfn4j.baseline;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.sampling.ReplayBuffer;

/**
 * What a chain tries next: it proposes, is told the rewards of what it has proposed, and may learn from them.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public interface Proposals<S> {

    /**
     * Proposes a move for each chain.
     *
     * @param states the states that the chains are in, [chains]
     * @param exploration how far to depart from what has been learned; its temperature is not for proposals
     * @param generators the generator of each chain, [chains]
     * @return the moves, [chains]
     */
    List<Edit<S>> propose(List<S> states, Exploration exploration, List<RandomGenerator> generators);

    /**
     * Learns from the rewards of what was proposed, whether or not it is accepted.
     *
     * @param iteration the iteration, from 0
     * @param edits the moves, [chains]
     * @param before the log-rewards of where they start, [chains]
     * @param after the log-rewards of where they lead, [chains]
     * @return the mean loss of the steps that were taken; NaN where none was
     */
    default double told(long iteration, List<Edit<S>> edits, double[] before, double[] after) {
        return Double.NaN;
    }

    /**
     * Returns the model that is learned.
     *
     * @return the model, whose policies propose and do not sample; empty where nothing is learned
     */
    default Optional<FlowModel<S>> model() {
        return Optional.empty();
    }

    /**
     * Returns the moves that are remembered to be learned from.
     *
     * @return what {@link #restore} takes
     */
    default Memory<S> memory() {
        return new Memory<>(List.of(), List.of());
    }

    /**
     * Goes back to what was remembered earlier in a run.
     *
     * @param before what {@link #memory} was
     * @throws IllegalArgumentException if it is not the memory of such proposals
     */
    default void restore(Memory<S> before) {}

    /**
     * Moves that are remembered, each as a row of one transition from the smaller object to the larger.
     *
     * @param growing those that made an object larger, oldest first
     * @param shrinking those that made an object smaller, oldest first
     * @param <S> the type of a state
     */
    record Memory<S>(List<ReplayBuffer.Entry<S>> growing, List<ReplayBuffer.Entry<S>> shrinking) {}
}
