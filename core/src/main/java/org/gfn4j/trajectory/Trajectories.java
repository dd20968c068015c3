package org.gfn4j.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch of trajectories, or of parts of them: states, actions and log-rewards, packed.
 *
 * <p>Thread-safety: immutable; the arrays given to the constructor are kept and must not be written to afterwards.
 *
 * @param <S> the type of a state
 */
public final class Trajectories<S> {
    private final Layout layout;
    private final List<S> states;
    private final Actions actions;
    private final double[] logRewards;
    private final double @Nullable [] stateLogRewards;

    /**
     * Makes a batch.
     *
     * @param layout how the rows lie in the arrays
     * @param states the states of all rows, [states]
     * @param actions the forward actions, [transitions]
     * @param logRewards log-reward of the terminal state of each row, NaN where the row ends open or the log-reward is not
     *     known yet, [trajectories]
     * @param stateLogRewards log-reward of stopping at each state, or of the state itself where it is terminal,
     *     [states]; null where no objective asks for it
     * @throws IllegalArgumentException if a length disagrees with the layout
     */
    public Trajectories(
            Layout layout, List<S> states, Actions actions, double[] logRewards, double @Nullable [] stateLogRewards) {
        requireLength("states", states.size(), layout.states());
        requireLength("actions", actions.size(), layout.transitions());
        requireLength("logRewards", logRewards.length, layout.trajectories());
        if (stateLogRewards != null) {
            requireLength("stateLogRewards", stateLogRewards.length, layout.states());
        }
        this.layout = layout;
        this.states = List.copyOf(states);
        this.actions = actions;
        this.logRewards = logRewards;
        this.stateLogRewards = stateLogRewards;
    }

    /**
     * Makes rows of one state each and no transitions, for scoring states by themselves.
     *
     * @param states the states, [trajectories]
     * @param <S> the type of a state
     * @return open rows that do not start at the source
     */
    public static <S> Trajectories<S> ofStates(List<S> states) {
        int rows = states.size();
        Ending[] endings = new Ending[rows];
        Arrays.fill(endings, Ending.OPEN);
        double[] logRewards = new double[rows];
        Arrays.fill(logRewards, Double.NaN);
        Layout layout = new Layout(new int[rows + 1], new boolean[rows], endings);
        return new Trajectories<>(layout, states, new IntActions(new int[0]), logRewards, null);
    }

    /**
     * Joins batches.
     *
     * @param parts the batches, in order, all of the same kind of action
     * @param <S> the type of a state
     * @return one batch with all their rows; without log-rewards of states where a part that has rows lacks them
     */
    public static <S> Trajectories<S> concatenate(List<Trajectories<S>> parts) {
        List<Trajectories<S>> filled =
                parts.stream().filter(part -> part.layout.trajectories() > 0).toList();
        if (filled.size() == 1) {
            return filled.get(0);
        }
        List<S> states = new ArrayList<>();
        filled.forEach(part -> states.addAll(part.states));
        boolean inner = filled.stream().allMatch(part -> part.stateLogRewards != null);
        return new Trajectories<>(
                Layout.concatenate(filled.stream().map(Trajectories::layout).toList()),
                states,
                Actions.concatenate(filled.stream().map(Trajectories::actions).toList()),
                filled.stream()
                        .flatMapToDouble(part -> DoubleStream.of(part.logRewards))
                        .toArray(),
                inner
                        ? filled.stream()
                                .flatMapToDouble(part -> DoubleStream.of(Objects.requireNonNull(part.stateLogRewards)))
                                .toArray()
                        : null);
    }

    /**
     * Cuts a piece out of a row.
     *
     * @param row a row
     * @param from the place of its first state in the row, from 0
     * @param to the place of its last state in the row, at least {@code from}
     * @return a batch of this one piece, which ends open unless it ends where the row does
     * @throws IndexOutOfBoundsException if the row has no such piece
     */
    public Trajectories<S> piece(int row, int from, int to) {
        Objects.checkFromToIndex(from, to + 1, layout.length(row) + 1);
        int first = layout.firstState(row) + from;
        int end = layout.firstState(row) + to + 1;
        int[] transitions = IntStream.range(layout.firstTransition(row) + from, layout.firstTransition(row) + to)
                .toArray();
        boolean whole = to == layout.length(row);
        return new Trajectories<>(
                new Layout(
                        new int[] {0, to - from},
                        new boolean[] {layout.startsAtSource(row) && from == 0},
                        new Ending[] {whole ? layout.ending(row) : Ending.OPEN}),
                states.subList(first, end),
                actions.select(transitions),
                new double[] {whole ? logRewards[row] : Double.NaN},
                stateLogRewards == null ? null : Arrays.copyOfRange(stateLogRewards, first, end));
    }

    /**
     * Returns these rows with other log-rewards, as where they were drawn before their rewards were known.
     *
     * @param others log-reward of the terminal state of each row, natural logs, kept and not to be written to afterwards,
     *     [trajectories]
     * @return the same rows without log-rewards of intermediate states
     * @throws IllegalArgumentException if the length disagrees with the layout
     */
    public Trajectories<S> withLogRewards(double[] others) {
        return new Trajectories<>(layout, states, actions, others, null);
    }

    /**
     * Returns these rows with other log-rewards, those of stopping on the way included.
     *
     * @param others log-reward of the terminal state of each row, natural logs, kept and not to be written to afterwards,
     *     [trajectories]
     * @param otherStates log-reward of stopping at each state, kept likewise, [states]
     * @return the same rows
     * @throws IllegalArgumentException if a length disagrees with the layout
     */
    public Trajectories<S> withLogRewards(double[] others, double[] otherStates) {
        return new Trajectories<>(layout, states, actions, others, otherStates);
    }

    private static void requireLength(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(name + " must have length " + expected + ", but has " + length);
        }
    }

    /**
     * Returns how the rows lie in the arrays.
     *
     * @return the layout
     */
    public Layout layout() {
        return layout;
    }

    /**
     * Returns the states of all rows.
     *
     * @return the states, unmodifiable, [states]
     */
    public List<S> states() {
        return states;
    }

    /**
     * Returns the forward actions of all rows.
     *
     * @return the actions, [transitions]
     */
    public Actions actions() {
        return actions;
    }

    /**
     * Returns the last state of each row.
     *
     * @return the terminal objects, where rows are complete, [trajectories]
     */
    public List<S> lastStates() {
        return IntStream.range(0, layout.trajectories())
                .mapToObj(row -> states.get(layout.lastState(row)))
                .toList();
    }

    /**
     * Returns the log-reward of the terminal state of each row.
     *
     * @return natural logs, NaN where a row ends open or has no log-reward yet, not copied, [trajectories]
     */
    public double[] logRewards() {
        return logRewards;
    }

    /**
     * Returns the log-reward of stopping at each state.
     *
     * @return natural logs, not copied, [states]; null where they were not requested
     */
    public double @Nullable [] stateLogRewards() {
        return stateLogRewards;
    }
}
