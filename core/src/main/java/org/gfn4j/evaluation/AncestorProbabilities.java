package org.gfn4j.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.FlowModel;
import org.gfn4j.trajectory.LogSpace;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.Trajectories;

/**
 * The exact probability P_T(x) that a forward policy builds single objects, in a space too large to enumerate: dynamic
 * programming over the states that x can be built from.
 *
 * <p>u(s₀) = 1 and u(s′) = Σ_{s → s′} u(s) P_F(s′|s) over all edges in, in the log domain; P_T(x) = u(x) (Malkin et al. 2022,
 * arXiv 2201.13259, section 5.2). Only ancestors of x can lie on the way to it, so nothing is left out. It takes one
 * evaluation of the model for each ancestor, and is cheap where an object has few: a molecule of n blocks has at most 2ⁿ.
 *
 * <p>Thread-safety: stateless.
 */
public final class AncestorProbabilities {
    private static final int CHUNK = 1024;

    private AncestorProbabilities() {}

    /** The states that an object can be built from, parents before children, and their edges. */
    private record Ancestors<S>(Map<S, Integer> indices, List<List<InEdge<S>>> edges) {

        int add(S state, List<InEdge<S>> edgesIn) {
            indices.put(state, edges.size());
            edges.add(edgesIn);
            return edges.size() - 1;
        }
    }

    /**
     * Computes log P_T of some objects under the forward policy itself, without exploration.
     *
     * @param environment the environment of the model
     * @param model the model
     * @param objects terminal states, repetitions allowed, [objects]
     * @param <S> the type of a state
     * @return natural logs, −∞ where an object cannot be built, [objects]
     * @throws IllegalArgumentException if an object is not a terminal state
     */
    public static <S> double[] logProbabilities(
            DiscreteEnvironment<S> environment, FlowModel<S> model, List<S> objects) {
        double[] result = new double[objects.size()];
        int done = 0;
        while (done < result.length) {
            Ancestors<S> ancestors = new Ancestors<>(new LinkedHashMap<>(), new ArrayList<>());
            int first = done;
            do {
                requireTerminal(environment, objects.get(done));
                collect(environment, objects.get(done), ancestors);
                done++;
            } while (done < result.length && ancestors.edges().size() < CHUNK);
            double[] logPassages = logPassages(environment, model, ancestors);
            for (int i = first; i < done; i++) {
                Integer index = ancestors.indices().get(objects.get(i));
                result[i] = index == null ? Double.NEGATIVE_INFINITY : logPassages[index];
            }
        }
        return result;
    }

    private static <S> void requireTerminal(DiscreteEnvironment<S> environment, S object) {
        if (!environment.isTerminal(object)) {
            throw new IllegalArgumentException("an object must be a terminal state, but this one is not: " + object);
        }
    }

    private record Visit<S>(S state, List<InEdge<S>> edgesIn, boolean parentsDone) {}

    /** Adds the ancestors of a state, and the state after them. */
    private static <S> void collect(DiscreteEnvironment<S> environment, S object, Ancestors<S> ancestors) {
        Deque<Visit<S>> open = new ArrayDeque<>();
        open.push(new Visit<>(object, List.of(), false));
        while (!open.isEmpty()) {
            Visit<S> visit = open.pop();
            if (ancestors.indices().containsKey(visit.state())) {
                continue;
            }
            if (visit.parentsDone()) {
                ancestors.add(visit.state(), visit.edgesIn());
                continue;
            }
            List<InEdge<S>> edgesIn = environment.inEdges(visit.state());
            open.push(new Visit<>(visit.state(), edgesIn, true));
            for (InEdge<S> edge : edgesIn) {
                if (!ancestors.indices().containsKey(edge.parent())) {
                    open.push(new Visit<>(edge.parent(), List.of(), false));
                }
            }
        }
    }

    private static <S> double[] logPassages(
            DiscreteEnvironment<S> environment, FlowModel<S> model, Ancestors<S> ancestors) {
        double[][] logForward =
                logForward(environment, model, List.copyOf(ancestors.indices().keySet()));
        double[] logPassages = new double[logForward.length];
        Arrays.fill(logPassages, Double.NEGATIVE_INFINITY);
        Integer source = ancestors.indices().get(environment.source());
        if (source != null) {
            logPassages[source] = 0;
        }
        for (int state = 0; state < logPassages.length; state++) {
            for (InEdge<S> edge : ancestors.edges().get(state)) {
                int parent = Objects.requireNonNull(ancestors.indices().get(edge.parent()));
                double logFlow = logPassages[parent] + logForward[parent][edge.action()];
                logPassages[state] = LogSpace.add(logPassages[state], logFlow);
            }
        }
        return logPassages;
    }

    /** Returns log P_F of all actions of each state, none for terminal ones. */
    private static <S> double[][] logForward(DiscreteEnvironment<S> environment, FlowModel<S> model, List<S> states) {
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
