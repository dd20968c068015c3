package org.gfn4j.evaluation;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.trajectory.IntList;

/**
 * All states of a discrete environment that can be reached from its source, in a topological order: every edge leads
 * from a smaller number to a larger one, and the source is number 0.
 *
 * <p>States are found breadth first and put in order by Kahn's algorithm (Communications of the ACM 5, 1962), both by
 * the order of actions alone, so that the same environment always gives the same numbers. Edges are packed by their
 * parent in the order of its actions. Terminal states have numbers of their own, in the same order. A state takes some
 * 20 to 30 bytes and an edge 4, beside the state itself.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <S> the type of a state
 */
public final class StateGraph<S> {
    /** How many states are enumerated where no limit is given. */
    public static final int DEFAULT_LIMIT = 5_000_000;

    private static final int MAXIMAL_LIMIT = 1 << 28;
    private static final int NOT_TERMINAL = -1;

    private final DiscreteEnvironment<S> environment;
    private final StateIndex<S> index;
    private final int[] edgeOffsets;
    private final int[] children;
    private final int[] terminalStates;
    private final int[] terminalOfState;

    private StateGraph(DiscreteEnvironment<S> environment, StateIndex<S> index, int[] edgeOffsets, int[] children) {
        this.environment = environment;
        this.index = index;
        this.edgeOffsets = edgeOffsets;
        this.children = children;
        IntList terminals = new IntList();
        terminalOfState = new int[index.size()];
        for (int state = 0; state < terminalOfState.length; state++) {
            boolean terminal = edgeOffsets[state] == edgeOffsets[state + 1];
            terminalOfState[state] = terminal ? terminals.size() : NOT_TERMINAL;
            if (terminal) {
                terminals.add(state);
            }
        }
        terminalStates = terminals.toArray();
    }

    /**
     * Enumerates an environment of at most {@link #DEFAULT_LIMIT} states.
     *
     * @param environment the environment
     * @param <S> the type of a state
     * @return its states and edges
     * @throws SpaceTooLargeException if there are more
     * @throws IllegalStateException if the environment has a cycle
     */
    public static <S> StateGraph<S> of(DiscreteEnvironment<S> environment) {
        return of(environment, DEFAULT_LIMIT);
    }

    /**
     * Enumerates an environment.
     *
     * @param environment the environment
     * @param limit how many states there may be, in [1, 2^28]
     * @param <S> the type of a state
     * @return its states and edges
     * @throws SpaceTooLargeException if there are more states than the limit
     * @throws IllegalArgumentException if the limit is out of its range
     * @throws IllegalStateException if the environment has a cycle
     */
    public static <S> StateGraph<S> of(DiscreteEnvironment<S> environment, int limit) {
        if (limit < 1 || limit > MAXIMAL_LIMIT) {
            throw new IllegalArgumentException("limit must lie in [1, " + MAXIMAL_LIMIT + "], but is " + limit);
        }
        if (environment.leastStates() > limit) {
            throw new SpaceTooLargeException(environment.leastStates(), limit);
        }
        StateIndex<S> index = new StateIndex<>();
        IntList offsets = new IntList();
        IntList children = new IntList();
        index.add(environment.source());
        offsets.add(0);
        for (int state = 0; state < index.size(); state++) {
            S parent = index.states().get(state);
            int actions = environment.actionCount(parent);
            for (int action = 0; action < actions; action++) {
                children.add(index.add(environment.child(parent, action)));
                if (index.size() > limit) {
                    throw new SpaceTooLargeException(index.size(), index.size() - state, limit);
                }
            }
            offsets.add(children.size());
        }
        return sorted(environment, index, offsets.toArray(), children.toArray());
    }

    private static <S> StateGraph<S> sorted(
            DiscreteEnvironment<S> environment, StateIndex<S> index, int[] offsets, int[] children) {
        int[] order = topologicalOrder(index.states(), offsets, children);
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        int[] sortedOffsets = new int[offsets.length];
        int[] sortedChildren = new int[children.length];
        int edge = 0;
        for (int i = 0; i < order.length; i++) {
            for (int old = offsets[order[i]]; old < offsets[order[i] + 1]; old++) {
                sortedChildren[edge++] = place[children[old]];
            }
            sortedOffsets[i + 1] = edge;
        }
        index.reorder(order);
        return new StateGraph<>(environment, index, sortedOffsets, sortedChildren);
    }

    private static int[] topologicalOrder(List<?> states, int[] offsets, int[] children) {
        int[] parentsLeft = new int[states.size()];
        for (int child : children) {
            parentsLeft[child]++;
        }
        int[] order = new int[states.size()];
        int end = parentsLeft[0] == 0 ? 1 : 0;
        for (int next = 0; next < end; next++) {
            for (int edge = offsets[order[next]]; edge < offsets[order[next] + 1]; edge++) {
                if (--parentsLeft[children[edge]] == 0) {
                    order[end++] = children[edge];
                }
            }
        }
        if (end < order.length) {
            int state = 0;
            while (parentsLeft[state] == 0) {
                state++;
            }
            throw new IllegalStateException("an environment must have no cycle, but " + (order.length - end)
                    + " of its " + order.length + " states lie on one or behind one, for example " + states.get(state));
        }
        return order;
    }

    /**
     * Returns the environment that was enumerated.
     *
     * @return the environment
     */
    public DiscreteEnvironment<S> environment() {
        return environment;
    }

    /**
     * Returns the number of states.
     *
     * @return how many states there are, terminal ones included
     */
    public int size() {
        return terminalOfState.length;
    }

    /**
     * Returns the number of edges.
     *
     * @return how many edges there are, each parallel one counted
     */
    public int edges() {
        return children.length;
    }

    /**
     * Returns the number of terminal states.
     *
     * @return how many objects can be built
     */
    public int terminals() {
        return terminalStates.length;
    }

    /**
     * Returns all states.
     *
     * @return the states in topological order, unmodifiable, [states]
     */
    public List<S> states() {
        return Collections.unmodifiableList(index.states());
    }

    /**
     * Returns a state.
     *
     * @param state its number in {@code [0, size())}
     * @return the state
     */
    public S state(int state) {
        return index.states().get(state);
    }

    /**
     * Returns the number of a state.
     *
     * @param state a state
     * @return its number in {@code [0, size())}
     * @throws IllegalArgumentException if the state cannot be reached
     */
    public int indexOf(S state) {
        int number = index.find(state);
        if (number == StateIndex.ABSENT) {
            throw new IllegalArgumentException("the state " + state + " is not among the " + size()
                    + " states that can be reached from " + environment.source());
        }
        return number;
    }

    /**
     * Tells whether a state is terminal.
     *
     * @param state its number in {@code [0, size())}
     * @return true if it has no edges out
     */
    public boolean isTerminal(int state) {
        return terminalOfState[state] != NOT_TERMINAL;
    }

    /**
     * Returns a terminal state.
     *
     * @param terminal its number among terminal states, in {@code [0, terminals())}
     * @return the state
     */
    public S terminal(int terminal) {
        return state(terminalStates[terminal]);
    }

    /**
     * Returns the number that a terminal state has among all states.
     *
     * @param terminal its number among terminal states, in {@code [0, terminals())}
     * @return its number in {@code [0, size())}
     */
    public int stateOfTerminal(int terminal) {
        return terminalStates[terminal];
    }

    /**
     * Returns the number that a state has among terminal states.
     *
     * @param state a terminal state
     * @return its number in {@code [0, terminals())}
     * @throws IllegalArgumentException if the state cannot be reached or is not terminal
     */
    public int terminalIndexOf(S state) {
        int terminal = terminalOfState[indexOf(state)];
        if (terminal == NOT_TERMINAL) {
            throw new IllegalArgumentException("expected a terminal state, but " + state + " can still be built on");
        }
        return terminal;
    }

    /**
     * Returns where the edges out of a state start; its last one is followed by the first of the next state.
     *
     * @param state its number, in {@code [0, size()]}
     * @return an index into arrays [edges]; that of {@code size()} is their length
     */
    public int firstEdge(int state) {
        return edgeOffsets[state];
    }

    /**
     * Returns where an edge leads to.
     *
     * @param edge its number in {@code [0, edges())}
     * @return the number of the child in {@code [0, size())}
     */
    public int child(int edge) {
        return children[edge];
    }

    /**
     * Returns the terminal states that can be built from a state, x ≥ s.
     *
     * @param state its number in {@code [0, size())}
     * @return a bit for each, at its number among terminal states
     */
    public BitSet reachableTerminals(int state) {
        BitSet reached = new BitSet(size());
        reached.set(state);
        BitSet terminals = new BitSet(terminals());
        for (int next = state; next >= 0; next = reached.nextSetBit(next + 1)) {
            if (isTerminal(next)) {
                terminals.set(terminalOfState[next]);
            }
            for (int edge = edgeOffsets[next]; edge < edgeOffsets[next + 1]; edge++) {
                reached.set(children[edge]);
            }
        }
        return terminals;
    }
}
