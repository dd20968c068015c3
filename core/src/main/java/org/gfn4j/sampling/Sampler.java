package org.gfn4j.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.Environment;
import org.gfn4j.model.Choice;
import org.gfn4j.model.Direction;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.Rollout;
import org.gfn4j.reward.LogReward;
import org.gfn4j.trajectory.Actions;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/**
 * Draws complete trajectories under a model and gives them their log-rewards. A walk that has ended costs nothing.
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
     *     state on the way is asked for, too
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
     * @return the trajectories, [count]
     */
    public Trajectories<S> forward(int count, Exploration exploration, IntFunction<RandomGenerator> generators) {
        List<S> starts = Collections.nCopies(count, environment.source());
        return finish(new Walks(starts, Direction.FORWARD, exploration, generators), null);
    }

    /**
     * Draws trajectories that end in given objects, by walking backward to the source.
     *
     * @param objects terminal states
     * @param exploration how far to depart from the backward policy
     * @param generators the generator of each trajectory
     * @return the trajectories in forward order, [objects]
     * @throws IllegalArgumentException if an object is not a terminal state
     */
    public Trajectories<S> backward(List<S> objects, Exploration exploration, IntFunction<RandomGenerator> generators) {
        return walkBackward(objects, null, exploration, generators);
    }

    /**
     * Draws trajectories that end in objects whose log-rewards are known, which are not asked for again.
     *
     * @param objects terminal states
     * @param logRewards their log-rewards, natural logs, kept and not to be written to afterwards, [objects]
     * @param exploration how far to depart from the backward policy
     * @param generators the generator of each trajectory
     * @return the trajectories in forward order, [objects]
     * @throws IllegalArgumentException if an object is not a terminal state
     */
    public Trajectories<S> backward(
            List<S> objects,
            double[] logRewards,
            Exploration exploration,
            IntFunction<RandomGenerator> generators) {
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
        return finish(new Walks(objects, Direction.BACKWARD, exploration, generators), known);
    }

    private Trajectories<S> finish(Walks walks, double @Nullable [] known) {
        Layout layout = walks.layout();
        double[] logRewards = known == null ? logRewards(walks.ends()) : known;
        List<S> states = new ArrayList<>(layout.states());
        walks.states.forEach(states::addAll);
        double[] inner = stateLogRewards ? stateLogRewards(layout, states, logRewards) : null;
        return new Trajectories<>(layout, states, walks.actions(layout), logRewards, inner);
    }

    private double[] logRewards(List<S> objects) {
        return stateLogRewards ? logReward.evaluatePositive(objects) : logReward.evaluate(objects);
    }

    private double[] stateLogRewards(Layout layout, List<S> states, double[] logRewards) {
        List<S> stopped = new ArrayList<>(layout.transitions());
        for (int row = 0; row < layout.trajectories(); row++) {
            for (int state = layout.firstState(row); state < innerEnd(layout, row); state++) {
                S twin = environment.stopped(states.get(state));
                if (twin == null) {
                    throw new IllegalStateException(
                            "the objective needs a reward for every state on the way, but " + states.get(state)
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

    /** Walks of different lengths, each a list of states; backward ones are turned round at the end. */
    private final class Walks {
        private final Direction direction;
        private final List<List<S>> states = new ArrayList<>();
        private final List<List<Integer>> draws = new ArrayList<>();
        private final List<Actions> parts = new ArrayList<>();

        Walks(List<S> starts, Direction direction, Exploration exploration, IntFunction<RandomGenerator> generators) {
            this.direction = direction;
            List<RandomGenerator> streams = new ArrayList<>();
            for (int walk = 0; walk < starts.size(); walk++) {
                states.add(new ArrayList<>(List.of(starts.get(walk))));
                draws.add(new ArrayList<>());
                streams.add(generators.apply(walk));
            }
            walk(exploration, streams);
            if (direction == Direction.BACKWARD) {
                states.forEach(Collections::reverse);
                draws.forEach(Collections::reverse);
            }
        }

        private void walk(Exploration exploration, List<RandomGenerator> streams) {
            int drawn = 0;
            try (Rollout<S> rollout = model.rollout(direction, exploration)) {
                for (int[] active = active(all()); active.length > 0; active = active(active)) {
                    double[] uniforms = new double[active.length];
                    List<S> present = new ArrayList<>(active.length);
                    for (int i = 0; i < active.length; i++) {
                        uniforms[i] = streams.get(active[i]).nextDouble();
                        present.add(last(active[i]));
                    }
                    Choice<S> choice = rollout.choose(present, uniforms);
                    for (int i = 0; i < active.length; i++) {
                        states.get(active[i]).add(choice.states().get(i));
                        draws.get(active[i]).add(drawn++);
                    }
                    parts.add(choice.actions());
                }
            }
        }

        private int[] all() {
            int[] all = new int[states.size()];
            Arrays.setAll(all, walk -> walk);
            return all;
        }

        private int[] active(int[] walks) {
            return Arrays.stream(walks)
                    .filter(walk -> direction == Direction.FORWARD
                            ? !environment.isTerminal(last(walk))
                            : !environment.source().equals(last(walk)))
                    .toArray();
        }

        List<S> ends() {
            return states.stream().map(walk -> walk.get(walk.size() - 1)).toList();
        }

        private S last(int walk) {
            List<S> own = states.get(walk);
            return own.get(own.size() - 1);
        }

        Actions actions(Layout layout) {
            int[] order = new int[layout.transitions()];
            int next = 0;
            for (List<Integer> own : draws) {
                for (int draw : own) {
                    order[next++] = draw;
                }
            }
            return Actions.concatenate(parts).select(order);
        }

        Layout layout() {
            int count = states.size();
            int[] offsets = new int[count + 1];
            boolean[] fromSource = new boolean[count];
            Ending[] endings = new Ending[count];
            for (int walk = 0; walk < count; walk++) {
                List<S> own = states.get(walk);
                offsets[walk + 1] = offsets[walk] + own.size() - 1;
                fromSource[walk] = true;
                @Nullable S twin = own.size() < 2 ? null : environment.stopped(own.get(own.size() - 2));
                endings[walk] = last(walk).equals(twin) ? Ending.STOPPED : Ending.COMPLETED;
            }
            return new Layout(offsets, fromSource, endings);
        }
    }
}
