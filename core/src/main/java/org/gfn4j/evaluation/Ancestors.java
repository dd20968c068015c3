package org.gfn4j.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.FlowModel;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.Trajectories;

/**
 * The states that objects can be built from, the objects among them, parents before children, with their edges in.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
final class Ancestors<S> {
    /** How many states are given to a model at once. */
    static final int CHUNK = 1024;

    private final DiscreteEnvironment<S> environment;
    private final Map<S, Integer> indices = new LinkedHashMap<>();
    private final List<List<InEdge<S>>> edges = new ArrayList<>();

    /**
     * Starts without any.
     *
     * @param environment what the states belong to
     */
    Ancestors(DiscreteEnvironment<S> environment) {
        this.environment = environment;
    }

    private record Visit<S>(S state, List<InEdge<S>> edgesIn, boolean parentsDone) {}

    /**
     * Adds an object after all states that it can be built from, as far as they are not there yet.
     *
     * @param object a terminal state
     * @param limit the largest number of states
     * @return whether the limit was kept; if not, only some states have been added
     * @throws IllegalArgumentException if the object is not a terminal state
     */
    boolean add(S object, int limit) {
        if (!environment.isTerminal(object)) {
            throw new IllegalArgumentException("an object must be a terminal state, but this one is not: " + object);
        }
        Deque<Visit<S>> open = new ArrayDeque<>();
        open.push(new Visit<>(object, List.of(), false));
        while (!open.isEmpty()) {
            Visit<S> visit = open.pop();
            if (indices.containsKey(visit.state())) {
                continue;
            }
            if (visit.parentsDone()) {
                if (edges.size() == limit) {
                    return false;
                }
                indices.put(visit.state(), edges.size());
                edges.add(visit.edgesIn());
                continue;
            }
            List<InEdge<S>> edgesIn = environment.inEdges(visit.state());
            open.push(new Visit<>(visit.state(), edgesIn, true));
            for (InEdge<S> edge : edgesIn) {
                if (!indices.containsKey(edge.parent())) {
                    open.push(new Visit<>(edge.parent(), List.of(), false));
                }
            }
        }
        return true;
    }

    /** Returns how many states there are. */
    int size() {
        return edges.size();
    }

    /** Returns all states in their order. */
    List<S> states() {
        return List.copyOf(indices.keySet());
    }

    /** Tells whether a state is there. */
    boolean contains(S state) {
        return indices.containsKey(state);
    }

    /** Returns the place of a state that is there, as all parents of states that are there are. */
    int placeOf(S state) {
        return Objects.requireNonNull(indices.get(state));
    }

    /** Returns the edges into the state at a place. */
    List<InEdge<S>> edgesInto(int state) {
        return Collections.unmodifiableList(edges.get(state));
    }

    /** Returns the natural log of P_F of all actions of each state, none for terminal ones. */
    double[][] logForward(FlowModel<S> model) {
        List<S> states = states();
        double[][] result = new double[states.size()][0];
        for (int start = 0; start < result.length; start += CHUNK) {
            List<S> chunk = states.subList(start, Math.min(start + CHUNK, result.length));
            List<S> inner = chunk.stream()
                    .filter(state -> !environment.isTerminal(state))
                    .toList();
            Ragged logits = model.scores(Trajectories.ofStates(inner), EnumSet.of(Need.OUT_EDGES))
                    .outEdges();
            int row = 0;
            for (int i = 0; i < chunk.size(); i++) {
                if (!environment.isTerminal(chunk.get(i))) {
                    double normaliser = logits.logSumExp(row);
                    double[] own = Arrays.copyOfRange(logits.values(), logits.start(row), logits.end(row));
                    Arrays.setAll(own, action -> own[action] - normaliser);
                    result[start + i] = own;
                    row++;
                }
            }
        }
        return result;
    }
}
