package org.gfn4j.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private static final int UNKNOWN = -1;

    private final DiscreteEnvironment<S> environment;
    private final boolean backwardLogits;
    private final List<S> states = new ArrayList<>();
    private final IntList forwardOffsets = new IntList();
    private final IntList backwardOffsets = new IntList();
    private final IntList inEdgeCounts = new IntList();
    /** One more than the row of a state, at its hash or the next free place after it; 0 where there is none. */
    private int[] places = new int[64];

    StateRows(DiscreteEnvironment<S> environment, boolean backwardLogits) {
        this.environment = environment;
        this.backwardLogits = backwardLogits;
        forwardOffsets.add(0);
        backwardOffsets.add(0);
    }

    /** Returns how many places there are for states. */
    int capacity() {
        return places.length;
    }

    /** Takes all rows away. */
    void clear() {
        states.clear();
        forwardOffsets.truncate(1);
        backwardOffsets.truncate(1);
        inEdgeCounts.truncate(0);
        Arrays.fill(places, 0);
    }

    /** Returns the row of a state, a new one if it is new. */
    int add(S state) {
        int place = place(state);
        if (places[place] > 0) {
            return places[place] - 1;
        }
        int row = states.size();
        states.add(state);
        places[place] = row + 1;
        forwardOffsets.add(forwardOffsets.get(row) + environment.actionCount(state));
        int inEdges = backwardLogits ? environment.inEdgeCount(state) : UNKNOWN;
        inEdgeCounts.add(inEdges);
        backwardOffsets.add(backwardOffsets.get(row) + (inEdges > 1 ? inEdges : 0));
        if (2 * states.size() > places.length) {
            grow();
        }
        return row;
    }

    private int place(S state) {
        int hash = state.hashCode() * 0x9E3779B9;
        int mask = places.length - 1;
        int place = (hash ^ hash >>> 15) & mask;
        while (places[place] > 0 && !state.equals(states.get(places[place] - 1))) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        places = new int[4 * places.length];
        for (int row = 0; row < states.size(); row++) {
            places[place(states.get(row))] = row + 1;
        }
    }

    /** Returns the number of edges into the state of a row, counted at most once. */
    int inEdgeCount(int row) {
        if (inEdgeCounts.get(row) == UNKNOWN) {
            inEdgeCounts.set(row, environment.inEdgeCount(states.get(row)));
        }
        return inEdgeCounts.get(row);
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
