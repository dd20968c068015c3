package org.gfn4j.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gfn4j.environment.Environment;
import org.gfn4j.model.Choice;
import org.gfn4j.model.Direction;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.Rollout;
import org.gfn4j.model.Tape;
import org.gfn4j.reward.LogReward;
import org.gfn4j.trajectory.Actions;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntList;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/**
 * Draws complete trajectories under a model and gives them their log-rewards. A walk that has ended costs nothing.
 *
 * <p>Where the log-reward has a budget, trajectories that it does not allow are left out, those at the end first.
 *
 * <p>Thread-safety: as that of the model.
 *
 * @param <S> the type of a state
 */
public final class Sampler<S> {
    private final Environment<S> environment;
    private final FlowModel<S> model;
    private final LogReward<S> logReward;
    private final boolean stateLogRewards;

    /**
     * Makes a sampler that asks for the log-rewards of finished objects only.
     *
     * @param model the policies to follow
     * @param logReward the log-reward of finished objects
     */
    public Sampler(FlowModel<S> model, LogReward<S> logReward) {
        this(model, logReward, Set.of());
    }

    /**
     * Makes a sampler for an objective.
     *
     * @param model the policies to follow
     * @param logReward the log-reward of finished objects
     * @param needs what the objective looks at; with {@link Need#STATE_LOG_REWARD} the log-reward of stopping at every
     *     state on the way is requested, too
     */
    public Sampler(FlowModel<S> model, LogReward<S> logReward, Set<Need> needs) {
        this.environment = model.environment();
        this.model = model;
        this.logReward = logReward;
        this.stateLogRewards = needs.contains(Need.STATE_LOG_REWARD);
    }

    /**
     * Draws trajectories from the source to terminal states.
     *
     * @param count how many
     * @param exploration how far to depart from the forward policy
     * @param generators the generator of each trajectory
     * @return the trajectories, [count] or fewer, as the budget allows
     */
    public Trajectories<S> forward(int count, Exploration exploration, IntFunction<RandomGenerator> generators) {
        int most = logReward.allowed(count);
        return most == 0
                ? Trajectories.ofStates(List.of())
                : rewarded(
                        unrewarded(walkForward(most, model.rollout(Direction.FORWARD, exploration), generators)), null);
    }

    /**
     * Draws the trajectories that {@link #forward} draws, and does not ask for their log-rewards, which
     * {@link Trajectories#withLogRewards} gives them when they are known.
     *
     * @param count how many
     * @param exploration how far to depart from the forward policy
     * @param generators the generator of each trajectory
     * @return the trajectories with log-rewards NaN, [count]
     * @throws IllegalArgumentException if the objective looks at {@link Need#STATE_LOG_REWARD}
     */
    public Trajectories<S> drawn(int count, Exploration exploration, IntFunction<RandomGenerator> generators) {
        requireRewardsOfEndsOnly();
        return unrewarded(walkForward(count, model.rollout(Direction.FORWARD, exploration), generators));
    }

    /** Refuses an objective that the log-reward of the terminal state is not enough for. */
    void requireRewardsOfEndsOnly() {
        if (stateLogRewards) {
            throw new IllegalArgumentException(
                    "the objective needs the reward of every intermediate state, which a trajectory cannot get "
                            + "later; use an objective without forward-looking or modified flows");
        }
    }

    /**
     * Draws the trajectories that {@link #forward} draws, and keeps what the model has computed for scoring them.
     *
     * @param count how many
     * @param exploration how far to depart from the forward policy
     * @param generators the generator of each trajectory
     * @return the trajectories, [count] or fewer, as the budget allows, with the tape where the model can keep one
     */
    public Batch<S> recorded(int count, Exploration exploration, IntFunction<RandomGenerator> generators) {
        int most = logReward.allowed(count);
        if (most == 0) {
            return Batch.produced(Trajectories.ofStates(List.of()));
        }
        Walks walks = walkForward(most, model.record(exploration), generators);
        Trajectories<S> drawn = rewarded(unrewarded(walks), null);
        if (drawn.layout().trajectories() < most && walks.tape != null) {
            walks.tape.close(); // it is of all walks
            return Batch.produced(drawn);
        }
        return new Batch<>(drawn, drawn, walks.tape);
    }

    /**
     * Draws trajectories that end in given objects, by walking backward to the source.
     *
     * @param objects terminal states
     * @param exploration how far to depart from the backward policy
     * @param generators the generator of each trajectory
     * @return the trajectories in forward order, [objects] or fewer, as the budget allows
     * @throws IllegalArgumentException if an object is not a terminal state
     */
    public Trajectories<S> backward(List<S> objects, Exploration exploration, IntFunction<RandomGenerator> generators) {
        return walkBackward(objects, null, exploration, generators);
    }

    /**
     * Draws trajectories that end in objects whose log-rewards are known, which are not requested again.
     *
     * @param objects terminal states
     * @param logRewards their log-rewards, natural logs, kept and not to be written to afterwards, [objects]
     * @param exploration how far to depart from the backward policy
     * @param generators the generator of each trajectory
     * @return the trajectories in forward order, [objects] or fewer, as the budget allows intermediate rewards
     * @throws IllegalArgumentException if an object is not a terminal state
     */
    public Trajectories<S> backward(
            List<S> objects, double[] logRewards, Exploration exploration, IntFunction<RandomGenerator> generators) {
        return walkBackward(objects, logRewards, exploration, generators);
    }

    private Trajectories<S> walkBackward(
            List<S> objects,
            double @Nullable [] known,
            Exploration exploration,
            IntFunction<RandomGenerator> generators) {
        for (S object : objects) {
            if (!environment.isTerminal(object)) {
                throw new IllegalArgumentException(
                        "walks backward start at terminal states, but " + object + " is not one");
            }
        }
        int most = known == null ? logReward.allowed(objects.size()) : objects.size();
        if (most == 0) {
            return Trajectories.ofStates(List.of());
        }
        return rewarded(
                unrewarded(new Walks(
                        objects.subList(0, most),
                        Direction.BACKWARD,
                        model.rollout(Direction.BACKWARD, exploration),
                        generators)),
                known);
    }

    private Walks walkForward(int count, Rollout<S> rollout, IntFunction<RandomGenerator> generators) {
        List<S> starts = Collections.nCopies(count, environment.source());
        return new Walks(starts, Direction.FORWARD, rollout, generators);
    }

    private Trajectories<S> unrewarded(Walks walks) {
        int[] offsets = walks.offsets();
        List<S> states = walks.states(offsets);
        double[] unknown = new double[offsets.length - 1];
        Arrays.fill(unknown, Double.NaN);
        return new Trajectories<>(layout(offsets, states), states, walks.actions(offsets), unknown, null);
    }

    private Trajectories<S> rewarded(Trajectories<S> drawn, double @Nullable [] known) {
        if (!stateLogRewards) {
            return drawn.withLogRewards(known == null ? logReward.evaluate(drawn.lastStates()) : known);
        }
        Trajectories<S> rows = firstRows(drawn, allowedRows(drawn.layout(), known == null ? 1 : 0));
        int count = rows.layout().trajectories();
        if (count == 0) {
            return rows;
        }
        double[] logRewards =
                known == null ? logReward.evaluatePositive(rows.lastStates()) : Arrays.copyOf(known, count);
        return rows.withLogRewards(logRewards, stateLogRewards(rows.layout(), rows.states(), logRewards));
    }

    /** Counts the rows whose log-rewards, those of intermediate states included, may all be requested. */
    private int allowedRows(Layout layout, int perEnd) {
        long requests = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            requests += innerEnd(layout, row) - layout.firstState(row) + (long) perEnd;
            if (!logReward.allowsAll(requests)) {
                return row;
            }
        }
        return layout.trajectories();
    }

    private Trajectories<S> firstRows(Trajectories<S> drawn, int count) {
        return count == drawn.layout().trajectories()
                ? drawn
                : Trajectories.concatenate(IntStream.range(0, count)
                        .mapToObj(row -> drawn.piece(row, 0, drawn.layout().length(row)))
                        .toList());
    }

    /** The layout of rows that go from the source to terminal states. */
    private Layout layout(int[] offsets, List<S> states) {
        int rows = offsets.length - 1;
        boolean[] fromSource = new boolean[rows];
        Arrays.fill(fromSource, true);
        Ending[] endings = new Ending[rows];
        for (int row = 0; row < rows; row++) {
            int last = offsets[row + 1] + row;
            @Nullable S twin = offsets[row + 1] > offsets[row] ? environment.stopped(states.get(last - 1)) : null;
            endings[row] = states.get(last).equals(twin) ? Ending.STOPPED : Ending.COMPLETED;
        }
        return new Layout(offsets, fromSource, endings);
    }

    private double[] stateLogRewards(Layout layout, List<S> states, double[] logRewards) {
        List<S> stopped = new ArrayList<>(layout.transitions());
        for (int row = 0; row < layout.trajectories(); row++) {
            for (int state = layout.firstState(row); state < innerEnd(layout, row); state++) {
                S twin = environment.stopped(states.get(state));
                if (twin == null) {
                    throw new IllegalStateException(
                            "the objective needs the reward of every intermediate state, but " + states.get(state)
                                    + " cannot stop; use an objective without forward-looking or modified flows");
                }
                stopped.add(twin);
            }
        }
        double[] inner = logReward.evaluatePositive(stopped);
        double[] result = new double[layout.states()];
        int next = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            int end = innerEnd(layout, row);
            for (int state = layout.firstState(row); state < end; state++) {
                result[state] = inner[next++];
            }
            Arrays.fill(result, end, layout.lastState(row) + 1, logRewards[row]);
        }
        return result;
    }

    /** The first state of a row whose reward is that of its terminal state, because it is the twin of it or itself. */
    private static int innerEnd(Layout layout, int row) {
        return layout.lastState(row) - (layout.ending(row) == Ending.STOPPED ? 1 : 0);
    }

    /** Walks of different lengths, recorded step by step and put in order at the end; backward ones are turned round. */
    private final class Walks {
        private final List<S> starts;
        private final Direction direction;
        private final int[] lengths;
        /** The last state of each walk so far, [walks]. */
        private final List<S> ends;
        /** What was drawn in all steps: the walk, the state that was reached, and the action. */
        private final IntList drawnWalks = new IntList();

        private final List<S> drawnStates = new ArrayList<>();
        private final List<Actions> drawnActions = new ArrayList<>();
        private final @Nullable Tape tape;

        Walks(List<S> starts, Direction direction, Rollout<S> walking, IntFunction<RandomGenerator> generators) {
            this.starts = starts;
            this.direction = direction;
            lengths = new int[starts.size()];
            ends = new ArrayList<>(starts);
            RandomGenerator[] streams = new RandomGenerator[starts.size()];
            Arrays.setAll(streams, generators);
            try (Rollout<S> rollout = walking) {
                walk(rollout, streams);
                tape = rollout.tape();
            }
        }

        private void walk(Rollout<S> rollout, RandomGenerator[] streams) {
            int[] active = new int[lengths.length];
            Arrays.setAll(active, walk -> walk);
            for (int count = stillActive(active, active.length); count > 0; count = stillActive(active, count)) {
                double[] uniforms = new double[count];
                List<S> present = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    uniforms[i] = streams[active[i]].nextDouble();
                    present.add(ends.get(active[i]));
                }
                Choice<S> choice = rollout.choose(present, uniforms);
                for (int i = 0; i < count; i++) {
                    int walk = active[i];
                    ends.set(walk, choice.states().get(i));
                    lengths[walk]++;
                    drawnWalks.add(walk);
                    drawnStates.add(choice.states().get(i));
                }
                drawnActions.add(choice.actions());
            }
        }

        /** Moves the unfinished walks to the front, and returns how many there are. */
        private int stillActive(int[] walks, int count) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                S end = ends.get(walks[i]);
                boolean done = direction == Direction.FORWARD
                        ? environment.isTerminal(end)
                        : environment.source().equals(end);
                if (!done) {
                    walks[kept++] = walks[i];
                }
            }
            return kept;
        }

        /** Number of transitions before each walk, and in all, [walks + 1]. */
        int[] offsets() {
            int[] offsets = new int[lengths.length + 1];
            for (int walk = 0; walk < lengths.length; walk++) {
                offsets[walk + 1] = offsets[walk] + lengths[walk];
            }
            return offsets;
        }

        /** The states of all walks, packed. */
        List<S> states(int[] offsets) {
            List<S> states = new ArrayList<>(starts.size() + drawnStates.size());
            for (int walk = 0; walk < starts.size(); walk++) {
                states.addAll(Collections.nCopies(lengths[walk] + 1, starts.get(walk)));
            }
            int[] taken = new int[lengths.length];
            for (int i = 0; i < drawnStates.size(); i++) {
                int walk = drawnWalks.get(i);
                int step = ++taken[walk];
                int place = direction == Direction.FORWARD ? step : lengths[walk] - step;
                states.set(offsets[walk] + walk + place, drawnStates.get(i));
            }
            if (direction == Direction.BACKWARD) {
                for (int walk = 0; walk < starts.size(); walk++) {
                    states.set(offsets[walk + 1] + walk, starts.get(walk));
                }
            }
            return states;
        }

        Actions actions(int[] offsets) {
            int[] order = new int[drawnStates.size()];
            int[] taken = new int[lengths.length];
            for (int i = 0; i < order.length; i++) {
                int walk = drawnWalks.get(i);
                int step = taken[walk]++;
                int place = direction == Direction.FORWARD ? step : lengths[walk] - 1 - step;
                order[offsets[walk] + place] = i;
            }
            return Actions.concatenate(drawnActions).select(order);
        }
    }
}
