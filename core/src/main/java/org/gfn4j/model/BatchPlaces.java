package org.gfn4j.model;

import java.util.List;
import java.util.Set;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.IntList;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;

/** Where the states and edges of a batch lie among the rows that an engine evaluates. */
final class BatchPlaces<S> {
    /** Stands for the row of a state of which nothing is learned. */
    static final int NONE = -1;

    private final DiscreteEnvironment<S> environment;
    private final BackwardPolicy backwardPolicy;
    private final Trajectories<S> batch;
    private final Layout layout;
    private final int[] actions;
    private final StateRows<S> rows;
    private final BatchMemory memory;
    private final int[] rowOfState;
    private final int[] inEdgeCounts;
    private final InEdges inEdges;
    private final int[] backwardIndex;

    /**
     * Positions of the forward logits of the edges into each state, grouped by state.
     *
     * @param offsets number of edges into the states before each state, [states + 1]
     * @param forwardPositions at least [edges]
     */
    record InEdges(int[] offsets, int[] forwardPositions) {}

    /**
     * Finds the places.
     *
     * @param model the model
     * @param batch the trajectories
     * @param needs the channels to fill
     * @param rows the states that are evaluated already, to which the others are added
     * @param memory gives the arrays, which are in use as long as the places are
     * @throws IllegalArgumentException if the batch is not one of the environment
     */
    BatchPlaces(
            DiscreteFlowModel<S> model, Trajectories<S> batch, Set<Need> needs, StateRows<S> rows, BatchMemory memory) {
        this.environment = model.environment();
        this.backwardPolicy = model.backwardPolicy();
        this.batch = batch;
        this.layout = batch.layout();
        this.actions = ((IntActions) batch.actions()).values();
        this.rows = rows;
        this.memory = memory;
        boolean transitions = needs.contains(Need.TRANSITIONS);
        boolean edgesIn = needs.contains(Need.IN_EDGES) || (transitions && backwardPolicy == BackwardPolicy.EDGE_FLOW);
        rowOfState = memory.ints(layout.states());
        inEdgeCounts = memory.ints(transitions ? layout.states() : 0);
        addRows(transitions);
        checkRows();
        inEdges = edgesIn ? findInEdges() : new InEdges(new int[0], new int[0]);
        backwardIndex = memory.ints(transitions ? layout.transitions() : 0);
        if (transitions && backwardPolicy != BackwardPolicy.UNIFORM) {
            findBackwardIndices();
        }
    }

    /**
     * Gives rows to states in the order in which walks meet them: step by step, in each the trajectories one after the
     * other; the derivatives of a recorded batch are then added up in the same order as those of one that is not.
     */
    private void addRows(boolean transitions) {
        int longest = 0;
        for (int trajectory = 0; trajectory < layout.trajectories(); trajectory++) {
            longest = Math.max(longest, layout.length(trajectory));
        }
        for (int step = 0; step <= longest; step++) {
            for (int trajectory = 0; trajectory < layout.trajectories(); trajectory++) {
                if (step <= layout.length(trajectory)) {
                    int state = layout.firstState(trajectory) + step;
                    S value = batch.states().get(state);
                    rowOfState[state] = environment.isTerminal(value) ? NONE : rows.add(value);
                }
            }
        }
        if (!transitions) {
            return;
        }
        for (int state = 0; state < layout.states(); state++) {
            if (rowOfState[state] != NONE) {
                inEdgeCounts[state] = rows.inEdgeCount(rowOfState[state]);
                continue;
            }
            S terminal = batch.states().get(state);
            inEdgeCounts[state] = environment.inEdgeCount(terminal);
            if (backwardPolicy == BackwardPolicy.LEARNED && inEdgeCounts[state] > 1) {
                rowOfState[state] = rows.add(terminal);
            }
        }
    }

    /** Refuses what would be scored as something else than it is. */
    private void checkRows() {
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.firstState(row);
            S first = batch.states().get(state);
            S last = batch.states().get(layout.lastState(row));
            if (layout.startsAtSource(row) && !first.equals(environment.source())) {
                throw invalid(row, "is said to start at the source, but starts at " + first);
            }
            if (layout.length(row) > 0
                    && environment.isTerminal(last) != layout.ending(row).isTerminal()) {
                throw invalid(row, "ends in " + last + " and is said to end " + layout.ending(row));
            }
            int end = layout.firstTransition(row + 1);
            for (int t = layout.firstTransition(row); t < end; t++, state++) {
                int stateRow = rowOfState[state];
                int count = stateRow == NONE ? 0 : rows.forwardStart(stateRow + 1) - rows.forwardStart(stateRow);
                if (actions[t] < 0 || actions[t] >= count) {
                    throw invalid(
                            row,
                            "has action " + actions[t] + " at " + batch.states().get(state) + ", which has " + count
                                    + " actions");
                }
            }
        }
    }

    private static IllegalArgumentException invalid(int row, String fault) {
        return new IllegalArgumentException("row " + row + " of the batch " + fault);
    }

    private InEdges findInEdges() {
        int[] offsets = new int[layout.states() + 1]; // becomes part of the scores
        IntList parentRows = memory.list();
        IntList parentActions = memory.list();
        for (int state = 0; state < layout.states(); state++) {
            List<InEdge<S>> edges = environment.inEdges(batch.states().get(state));
            for (int i = 0; i < edges.size(); i++) { // an iterator would be an object for each state
                parentRows.add(rows.add(edges.get(i).parent()));
                parentActions.add(edges.get(i).action());
            }
            offsets[state + 1] = parentRows.size();
        }
        int[] positions = memory.ints(parentRows.size());
        for (int edge = 0; edge < parentRows.size(); edge++) {
            positions[edge] = rows.forwardStart(parentRows.get(edge)) + parentActions.get(edge);
        }
        return new InEdges(offsets, positions);
    }

    private void findBackwardIndices() {
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.firstState(row);
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++, state++) {
                backwardIndex[t] = inEdgeCounts[state + 1] > 1
                        ? environment.inEdgeIndex(
                                batch.states().get(state),
                                actions[t],
                                batch.states().get(state + 1))
                        : 0;
            }
        }
    }

    /** Returns the forward action of each transition, [transitions]. */
    int[] actions() {
        return actions;
    }

    /** Returns the row of each state, or NONE where nothing is learned about it, at least [states]. */
    int[] rowOfState() {
        return rowOfState;
    }

    /** Returns the number of edges into each state, where transitions are requested, at least [states]. */
    int[] inEdgeCounts() {
        return inEdgeCounts;
    }

    /** Returns where the forward logit of each edge in lies; empty where the edges in are not looked at. */
    InEdges inEdges() {
        return inEdges;
    }

    /** Returns the index of each transition among the edges into its child, at least [transitions]. */
    int[] backwardIndex() {
        return backwardIndex;
    }
}
