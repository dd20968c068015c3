package org.gfn4j.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gfn4j.model.Exploration;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Trajectories;

/**
 * Adds replayed rows to the batches of another source, and keeps what that source has produced.
 *
 * <p>The first batch is that of the other source alone. Single transitions are drawn as many as the trajectories that
 * they stand for had on average.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class ReplaySource<S> implements RememberingSource<S> {
    private static final Exploration UNIFORM = new Exploration(1, 1);

    private final TrajectorySource<S> source;
    private final ReplayBuffer<S> buffer;
    private final ReplayForm form;
    private final Sampler<S> sampler;
    private final int size;
    private final RandomStreams streams;
    private long trajectories;
    private long transitions;

    /**
     * Makes a source.
     *
     * @param source where fresh trajectories come from
     * @param buffer what keeps them, empty at the start of a run
     * @param form what is kept of a trajectory
     * @param sampler walks back from kept objects
     * @param size how many trajectories are replayed in a batch, at least 1
     * @param streams where the random numbers come from
     */
    public ReplaySource(
            TrajectorySource<S> source,
            ReplayBuffer<S> buffer,
            ReplayForm form,
            Sampler<S> sampler,
            int size,
            RandomStreams streams) {
        this.source = source;
        this.buffer = buffer;
        this.form = form;
        this.sampler = sampler;
        this.size = size;
        this.streams = streams;
    }

    @Override
    public Batch<S> batch(long iteration) {
        Batch<S> fresh = source.batch(iteration);
        Batch<S> batch = buffer.size() == 0 ? fresh : fresh.with(replay(iteration));
        keep(fresh.produced());
        return batch;
    }

    private Trajectories<S> replay(long iteration) {
        List<RandomGenerator> generators = new ArrayList<>();
        List<ReplayBuffer.Entry<S>> drawn = new ArrayList<>();
        long rows = form == ReplayForm.TRANSITIONS ? Math.max(1, size * transitions / trajectories) : size;
        for (int row = 0; row < rows; row++) {
            RandomGenerator generator = streams.generator(Purpose.REPLAY, iteration, row);
            generators.add(generator);
            drawn.add(buffer.draw(generator));
        }
        if (form == ReplayForm.TRAJECTORIES || form == ReplayForm.TRANSITIONS) {
            return Trajectories.concatenate(
                    drawn.stream().map(ReplayBuffer.Entry::row).toList());
        }
        return sampler.backward(
                drawn.stream().map(entry -> entry.row().states().get(0)).toList(),
                drawn.stream().mapToDouble(ReplayBuffer.Entry::logReward).toArray(),
                form == ReplayForm.BACKWARD ? Exploration.NONE : UNIFORM,
                generators::get);
    }

    private void keep(Trajectories<S> fresh) {
        Layout layout = fresh.layout();
        trajectories += layout.trajectories();
        transitions += layout.transitions();
        for (int row = 0; row < layout.trajectories(); row++) {
            double logReward = fresh.logRewards()[row];
            int length = layout.length(row);
            switch (form) {
                case BACKWARD, BACKWARD_UNIFORM -> buffer.add(fresh.piece(row, length, length), logReward);
                case TRAJECTORIES -> buffer.add(fresh.piece(row, 0, length), logReward);
                case TRANSITIONS -> {
                    for (int t = 0; t < length; t++) {
                        buffer.add(fresh.piece(row, t, t + 1), logReward);
                    }
                }
            }
        }
    }

    @Override
    public State<S> state() {
        return new State<>(buffer.entries(), trajectories, transitions);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are more entries than the buffer holds
     */
    @Override
    public void restore(State<S> before) {
        buffer.restore(before.entries());
        trajectories = before.trajectories();
        transitions = before.transitions();
    }
}
