package org.gfn4j.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.trajectory.IntList;

/**
 * The different states of a batch, each evaluated once, with the places of their edges.
 *
 * <p>Thread-safety: confined to one thread while it is filled, read-only afterwards.
 *
 * @param <S> the type of a state
 */
public final class StateRows<S> {
    private final DiscreteEnvironment<S> environment;
    private final boolean backwardLogits;
    private final Map<S, Integer> rowOf = new HashMap<>();
    private final List<S> states = new ArrayList<>();
    private final IntList forwardOffsets = new IntList();
    private final IntList backwardOffsets = new IntList();

    StateRows(DiscreteEnvironment<S> environment, boolean backwardLogits) {
        this.environment = environment;
        this.backwardLogits = backwardLogits;
        forwardOffsets.add(0);
        backwardOffsets.add(0);
    }

    /** Returns the row of a state, a new one if it is new. */
    int add(S state) {
        Integer known = rowOf.get(state);
        if (known != null) {
            return known;
        }
        int row = states.size();
        rowOf.put(state, row);
        states.add(state);
        forwardOffsets.add(forwardOffsets.get(row) + environment.actionCount(state));
        int inEdges = backwardLogits ? environment.inEdgeCount(state) : 0;
        backwardOffsets.add(backwardOffsets.get(row) + (inEdges > 1 ? inEdges : 0));
        return row;
    }

    /**
     * Returns the number of rows.
     *
     * @return how many different states there are
     */
    public int size() {
        return states.size();
    }

    /**
     * Returns the state of a row.
     *
     * @param row in {@code [0, size())}
     * @return the state
     */
    public S state(int row) {
        return states.get(row);
    }

    /**
     * Returns where the forward logits of a row start.
     *
     * @param row in {@code [0, size()]}
     * @return an index into arrays [forward edges]; that of row {@code size()} is their length
     */
    public int forwardStart(int row) {
        return forwardOffsets.get(row);
    }

    /**
     * Returns where the backward logits of a row start. A row has none where a single edge leads in or the backward
     * policy is not learned.
     *
     * @param row in {@code [0, size()]}
     * @return an index into arrays [backward edges]; that of row {@code size()} is their length
     */
    public int backwardStart(int row) {
        return backwardOffsets.get(row);
    }
}
