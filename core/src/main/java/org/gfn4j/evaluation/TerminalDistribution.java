package org.gfn4j.evaluation;

import java.util.Arrays;
import org.gfn4j.model.FlowModel;
import org.gfn4j.trajectory.LogSpace;

/**
 * The exact distribution P_T of the objects that a forward policy builds, and the probability that a trajectory passes
 * through each state, by dynamic programming over an enumerated space.
 *
 * <p>u(s₀) = 1 and u(s′) = Σ_{s → s′} u(s) P_F(s′|s), in the log domain and in topological order; P_T(x) = u(x) (Bengio
 * et al. 2021, arXiv 2106.04399, section 2). One evaluation of the model for each state that is not terminal, and one
 * log-add for each edge. Nothing is sampled, so there is no noise floor.
 *
 * <p>Thread-safety: immutable; arrays are handed out without copying and must not be written to.
 *
 * @param <S> the type of a state
 */
public final class TerminalDistribution<S> {
    private final StateGraph<S> graph;
    private final double[] logPassages;
    private final double[] logProbabilities;

    private TerminalDistribution(StateGraph<S> graph, double[] logPassages) {
        this.graph = graph;
        this.logPassages = logPassages;
        logProbabilities = new double[graph.terminals()];
        for (int terminal = 0; terminal < logProbabilities.length; terminal++) {
            logProbabilities[terminal] = logPassages[graph.stateOfTerminal(terminal)];
        }
    }

    /**
     * Computes the distribution of a model, without exploration.
     *
     * @param graph the space
     * @param model the model
     * @param <S> the type of a state
     * @return its distribution over terminal states
     * @throws IllegalStateException if the logits of a state are NaN, have +∞ among them, or are all −∞
     */
    public static <S> TerminalDistribution<S> of(StateGraph<S> graph, FlowModel<S> model) {
        double[] logPassages = atSource(graph);
        GraphPolicies.visitForward(
                graph, model, (state, logForward, start) -> push(graph, state, logPassages, logForward, start));
        return new TerminalDistribution<>(graph, logPassages);
    }

    /**
     * Computes the distribution of a forward policy that is given edge by edge.
     *
     * @param graph the space
     * @param logForward log P_F of every edge, natural logs, [edges]
     * @param <S> the type of a state
     * @return its distribution over terminal states
     * @throws IllegalArgumentException if there is not one value for each edge
     */
    public static <S> TerminalDistribution<S> of(StateGraph<S> graph, double[] logForward) {
        MarkovianFlow.requireEdges(graph, "logForward", logForward);
        double[] logPassages = atSource(graph);
        for (int state = 0; state < graph.size(); state++) {
            push(graph, state, logPassages, logForward, graph.firstEdge(state));
        }
        return new TerminalDistribution<>(graph, logPassages);
    }

    private static double[] atSource(StateGraph<?> graph) {
        double[] logPassages = new double[graph.size()];
        Arrays.fill(logPassages, Double.NEGATIVE_INFINITY);
        logPassages[0] = 0;
        return logPassages;
    }

    private static void push(StateGraph<?> graph, int state, double[] logPassages, double[] logForward, int start) {
        int first = graph.firstEdge(state);
        int end = graph.firstEdge(state + 1);
        for (int edge = first; edge < end; edge++) {
            int child = graph.child(edge);
            logPassages[child] =
                    LogSpace.add(logPassages[child], logPassages[state] + logForward[start + edge - first]);
        }
    }

    /**
     * Returns the space.
     *
     * @return the states and edges
     */
    public StateGraph<S> graph() {
        return graph;
    }

    /**
     * Returns log P_T(x) of all terminal states.
     *
     * @return natural logs, [terminals]
     */
    public double[] logProbabilities() {
        return logProbabilities;
    }

    /**
     * Returns log P_T(x) of one object.
     *
     * @param object a terminal state
     * @return a natural log
     * @throws IllegalArgumentException if the state cannot be reached or is not terminal
     */
    public double logProbability(S object) {
        return logProbabilities[graph.terminalIndexOf(object)];
    }

    /**
     * Returns the log-probability that a trajectory passes through each state.
     *
     * @return natural logs, 0 at the source, log P_T at terminal states, [states]
     */
    public double[] logPassages() {
        return logPassages;
    }

    /**
     * Computes how far this distribution is from a target.
     *
     * @param target a target on the same space
     * @return the distances
     */
    public Distances distancesTo(Target<S> target) {
        return Distances.between(target.logProbabilities(), logProbabilities);
    }

    /**
     * Computes how log P_T goes along with log R over all terminal states.
     *
     * @param target a target on the same space
     * @return the correlations
     */
    public Correlations correlationsWith(Target<S> target) {
        return Correlations.between(target.logRewards(), logProbabilities);
    }
}
