package org.gfn4j.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.UniformTerminals;
import org.gfn4j.model.Exploration;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.trajectory.Trajectories;

/**
 * Where the batches of training come from.
 *
 * <p>Any source is correct for any objective that can be computed on its rows: scores are always those of the present
 * model, whoever drew the trajectories.
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
    Batch<S> batch(long iteration);

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
        return iteration ->
                sampler.recorded(size, exploration.at(iteration), streams.trajectories(Purpose.TRAINING, iteration));
    }

    /**
     * Makes a source of walks back from stored objects, each drawn uniformly, under the present backward policy.
     *
     * @param sampler walks
     * @param data the objects; their log-rewards are not requested again
     * @param size how many a batch has, at least 1
     * @param streams where the random numbers come from
     * @param <S> the type of a state
     * @return the source
     */
    static <S> TrajectorySource<S> fromData(Sampler<S> sampler, StoredData<S> data, int size, RandomStreams streams) {
        return iteration -> {
            List<RandomGenerator> generators = generators(streams, Purpose.DATA, iteration, size);
            List<S> objects = new ArrayList<>(size);
            double[] logRewards = new double[size];
            for (int row = 0; row < size; row++) {
                int drawn = generators.get(row).nextInt(data.objects().size());
                objects.add(data.objects().get(drawn));
                logRewards[row] = data.logRewards()[drawn];
            }
            return Batch.stored(sampler.backward(objects, logRewards, Exploration.NONE, generators::get));
        };
    }

    /**
     * Makes a source of walks back from objects drawn uniformly from the whole space, under the present backward policy.
     *
     * @param sampler walks
     * @param environment draws the objects
     * @param size how many a batch has, at least 1
     * @param streams where the random numbers come from
     * @param <S> the type of a state
     * @return the source
     */
    static <S> TrajectorySource<S> fromUniformTerminals(
            Sampler<S> sampler, UniformTerminals<S> environment, int size, RandomStreams streams) {
        return iteration -> {
            List<RandomGenerator> generators = generators(streams, Purpose.UNIFORM_TERMINALS, iteration, size);
            List<S> objects =
                    generators.stream().map(environment::uniformTerminal).toList();
            return Batch.stored(sampler.backward(objects, Exploration.NONE, generators::get));
        };
    }

    /**
     * Makes a source whose batches are those of others, one after the other.
     *
     * @param sources at least one; a source of fresh trajectories only in the first place
     * @param <S> the type of a state
     * @return the source
     * @throws IllegalArgumentException if there is no source
     */
    static <S> TrajectorySource<S> mixed(List<TrajectorySource<S>> sources) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a mixture must have at least one source, but has none");
        }
        List<TrajectorySource<S>> parts = List.copyOf(sources);
        return iteration -> {
            Batch<S> first = parts.get(0).batch(iteration);
            List<Trajectories<S>> rows = new ArrayList<>(List.of(first.all()));
            for (TrajectorySource<S> part : parts.subList(1, parts.size())) {
                rows.add(part.batch(iteration).all());
            }
            return parts.size() == 1
                    ? first
                    : new Batch<>(first.produced(), Trajectories.concatenate(rows), first.tape());
        };
    }

    private static List<RandomGenerator> generators(RandomStreams streams, Purpose purpose, long iteration, int size) {
        IntFunction<RandomGenerator> each = streams.trajectories(purpose, iteration);
        List<RandomGenerator> generators = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            generators.add(each.apply(index));
        }
        return generators;
    }
}
