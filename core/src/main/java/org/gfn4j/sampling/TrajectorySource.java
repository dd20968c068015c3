package org.gfn4j.sampling;

import org.gfn4j.model.Exploration;
import org.gfn4j.trajectory.Trajectories;

/**
 * Where the batches of training come from.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
@FunctionalInterface
public interface TrajectorySource<S> {

    /**
     * Makes the batch of an iteration.
     *
     * @param iteration the iteration, from 0
     * @return the batch
     */
    Trajectories<S> batch(long iteration);

    /**
     * Makes a source of fresh trajectories under the present policy, followed as it is.
     *
     * @param sampler draws them
     * @param size how many a batch has, at least 1
     * @param streams where the random numbers come from
     * @param <S> the type of a state
     * @return the source
     */
    static <S> TrajectorySource<S> onPolicy(Sampler<S> sampler, int size, RandomStreams streams) {
        return onPolicy(sampler, size, ExplorationSchedule.constant(Exploration.NONE), streams);
    }

    /**
     * Makes a source of fresh trajectories under the present policy.
     *
     * @param sampler draws them
     * @param size how many a batch has, at least 1
     * @param exploration how far to depart from the policy
     * @param streams where the random numbers come from
     * @param <S> the type of a state
     * @return the source
     */
    static <S> TrajectorySource<S> onPolicy(
            Sampler<S> sampler, int size, ExplorationSchedule exploration, RandomStreams streams) {
        return iteration -> sampler.forward(
                size, exploration.at(iteration), streams.trajectories(RandomStreams.Purpose.TRAINING, iteration));
    }
}
