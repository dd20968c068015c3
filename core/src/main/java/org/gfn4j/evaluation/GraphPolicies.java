package org.gfn4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.gfn4j.model.FlowModel;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.IntList;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.Trajectories;

/**
 * The policies of a model on every edge of an enumerated space.
 *
 * <p>Thread-safety: safe for any number of threads as far as the model is.
 */
public final class GraphPolicies {
    private static final int CHUNK = 2048;

    private GraphPolicies() {}

    /** Takes the forward policy of one state. */
    interface PolicyVisitor {
        /** Receives log P_F of the edges of a state, which lie one after another from {@code start}. */
        void visit(int state, double[] logForward, int start);
    }

    /**
     * Computes log P_F(s′|s) of every edge.
     *
     * @param graph the space
     * @param model the model
     * @param <S> the type of a state
     * @return natural logs, [edges]
     * @throws IllegalStateException if the logits of a state are NaN, have +∞ among them, or are all −∞
     */
    public static <S> double[] logForward(StateGraph<S> graph, FlowModel<S> model) {
        double[] result = new double[graph.edges()];
        visitForward(
                graph,
                model,
                (state, logForward, start) -> System.arraycopy(
                        logForward,
                        start,
                        result,
                        graph.firstEdge(state),
                        graph.firstEdge(state + 1) - graph.firstEdge(state)));
        return result;
    }

    /** Hands out the forward policy of all states that are not terminal, in topological order. */
    static <S> void visitForward(StateGraph<S> graph, FlowModel<S> model, PolicyVisitor visitor) {
        int[] numbers = new int[CHUNK];
        List<S> states = new ArrayList<>(CHUNK);
        for (int state = 0; state < graph.size(); state++) {
            if (!graph.isTerminal(state)) {
                numbers[states.size()] = state;
                states.add(graph.state(state));
            }
            boolean full = states.size() == CHUNK || state == graph.size() - 1;
            if (full && !states.isEmpty()) {
                visitChunk(graph, states, numbers, model, visitor);
                states.clear();
            }
        }
    }

    private static <S> void visitChunk(
            StateGraph<S> graph, List<S> states, int[] numbers, FlowModel<S> model, PolicyVisitor visitor) {
        Ragged logits = model.scores(Trajectories.ofStates(states), EnumSet.of(Need.OUT_EDGES))
                .outEdges();
        double[] values = logits.values();
        for (int i = 0; i < states.size(); i++) {
            int start = logits.start(i);
            double normaliser = logits.logSumExp(i);
            int edges = graph.firstEdge(numbers[i] + 1) - graph.firstEdge(numbers[i]);
            if (logits.end(i) - start != edges) {
                throw new IllegalArgumentException("the model is for another environment: " + states.get(i) + " has "
                        + (logits.end(i) - start) + " actions there and " + edges + " here");
            }
            if (!Double.isFinite(normaliser)) {
                throw new IllegalStateException(
                        "the forward logits of a state must not be NaN, +∞ or all −∞, but those of " + states.get(i)
                                + " are " + Arrays.toString(Arrays.copyOfRange(values, start, logits.end(i))));
            }
            for (int edge = start; edge < logits.end(i); edge++) {
                values[edge] -= normaliser;
            }
            visitor.visit(numbers[i], values, start);
        }
    }

    /**
     * Computes log P_B(s|s′) of every edge.
     *
     * @param graph the space
     * @param model the model
     * @param <S> the type of a state
     * @return natural logs, [edges]; for every state but the source, Σ exp over the edges that lead to it is 1
     */
    public static <S> double[] logBackward(StateGraph<S> graph, FlowModel<S> model) {
        double[] result = new double[graph.edges()];
        List<S> states = new ArrayList<>(2 * CHUNK);
        IntList actions = new IntList();
        for (int state = 0; state < graph.size(); state++) {
            int first = graph.firstEdge(state);
            for (int edge = first; edge < graph.firstEdge(state + 1); edge++) {
                states.add(graph.state(state));
                states.add(graph.state(graph.child(edge)));
                actions.add(edge - first);
                if (actions.size() == CHUNK || edge == graph.edges() - 1) {
                    double[] chunk = logBackward(states, actions.toArray(), model);
                    System.arraycopy(chunk, 0, result, edge + 1 - chunk.length, chunk.length);
                    states.clear();
                    actions = new IntList();
                }
            }
        }
        return result;
    }

    private static <S> double[] logBackward(List<S> states, int[] actions, FlowModel<S> model) {
        int rows = actions.length;
        int[] offsets = new int[rows + 1];
        Arrays.setAll(offsets, row -> row);
        Ending[] endings = new Ending[rows];
        Arrays.setAll(
                endings,
                row -> model.environment().isTerminal(states.get(2 * row + 1)) ? Ending.COMPLETED : Ending.OPEN);
        double[] logRewards = new double[rows];
        Arrays.fill(logRewards, Double.NaN);
        Layout layout = new Layout(offsets, new boolean[rows], endings);
        Trajectories<S> edges = new Trajectories<>(layout, states, new IntActions(actions), logRewards, null);
        return model.scores(edges, EnumSet.of(Need.TRANSITIONS)).logBackward();
    }

    /**
     * Computes the uniform backward policy, P_B = 1/(number of edges in), parallel edges counted.
     *
     * @param graph the space
     * @return natural logs, [edges]
     */
    public static double[] uniformBackward(StateGraph<?> graph) {
        int[] edgesIn = new int[graph.size()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            edgesIn[graph.child(edge)]++;
        }
        double[] result = new double[graph.edges()];
        Arrays.setAll(result, edge -> -Math.log(edgesIn[graph.child(edge)]));
        return result;
    }
}
