package org.gfn4j.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Trajectories;

/**
 * Learns in rounds: every round draws fresh trajectories and goes over them several times.
 *
 * <p>The first iteration of a round, those that are multiples of its number of iterations, draws the trajectories and has all
 * of them as its batch. Each other one learns again from a minibatch of them, drawn uniformly without repetition, and
 * produces nothing. The last round of a budget may be smaller. With a target network that is copied once a round, the reference is the policy that has drawn the
 * trajectories.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class RoundSource<S> implements RememberingSource<S> {
    private final Sampler<S> sampler;
    private final int size;
    private final int steps;
    private final int minibatch;
    private final ExplorationSchedule exploration;
    private final RandomStreams streams;
    private List<ReplayBuffer.Entry<S>> round = List.of();
    private long trajectories;
    private long transitions;

    /**
     * Makes a source.
     *
     * @param sampler draws the trajectories
     * @param size how many a round has, at least 1
     * @param steps how many iterations a round has, at least 1
     * @param minibatch how many rows the iterations after the first learn from, in {@code [1, size]}
     * @param exploration how far to depart from the policy
     * @param streams where the random numbers come from
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RoundSource(
            Sampler<S> sampler,
            int size,
            int steps,
            int minibatch,
            ExplorationSchedule exploration,
            RandomStreams streams) {
        this.sampler = sampler;
        this.size = Checks.requireAtLeast("size", size, 1);
        this.steps = Checks.requireAtLeast("steps", steps, 1);
        if (minibatch < 1 || minibatch > size) {
            throw new IllegalArgumentException("minibatch must lie in [1, " + size + "], as a round has " + size
                    + " trajectories, but is " + minibatch);
        }
        this.minibatch = minibatch;
        this.exploration = exploration;
        this.streams = streams;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the iteration is in the middle of a round whose trajectories the source does not have
     */
    @Override
    public Batch<S> batch(long iteration) {
        return iteration % steps == 0 ? start(iteration) : again(iteration);
    }

    private Batch<S> start(long iteration) {
        Batch<S> fresh =
                sampler.recorded(size, exploration.at(iteration), streams.trajectories(Purpose.TRAINING, iteration));
        Trajectories<S> drawn = fresh.produced();
        Layout layout = drawn.layout();
        List<ReplayBuffer.Entry<S>> entries = new ArrayList<>(size);
        for (int row = 0; row < layout.trajectories(); row++) {
            entries.add(new ReplayBuffer.Entry<>(drawn.piece(row, 0, layout.length(row)), drawn.logRewards()[row]));
        }
        round = List.copyOf(entries);
        trajectories += layout.trajectories();
        transitions += layout.transitions();
        return fresh;
    }

    private Batch<S> again(long iteration) {
        if (round.isEmpty()) {
            throw new IllegalStateException("iteration " + iteration + " goes over the trajectories of iteration "
                    + (iteration - iteration % steps) + ", which this source has not drawn; restore its state first");
        }
        RandomGenerator generator = streams.generator(Purpose.ROUNDS, iteration, 0);
        int[] order = IntStream.range(0, round.size()).toArray();
        List<Trajectories<S>> rows = new ArrayList<>(minibatch);
        for (int row = 0; row < Math.min(minibatch, order.length); row++) {
            int chosen = row + generator.nextInt(order.length - row);
            rows.add(round.get(order[chosen]).row());
            order[chosen] = order[row];
        }
        return Batch.stored(Trajectories.concatenate(rows));
    }

    /**
     * {@inheritDoc}
     *
     * @return the trajectories of the present round, whole, and how many have been drawn in all rounds
     */
    @Override
    public State<S> state() {
        return new State<>(round, trajectories, transitions);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are more entries than a round has trajectories
     */
    @Override
    public void restore(State<S> before) {
        int count = before.entries().size();
        if (count > size) {
            throw new IllegalArgumentException(
                    "a round of " + size + " trajectories cannot be resumed with " + count + " rows");
        }
        round = List.copyOf(before.entries());
        trajectories = before.trajectories();
        transitions = before.transitions();
    }
}
