package org.gfn4j.evaluation;

import java.util.Arrays;
import org.gfn4j.trajectory.LogSpace;

/**
 * The one Markovian flow that a reward and a backward policy determine (Bengio et al., GFlowNet Foundations, arXiv
 * 2111.09266, section 2.4).
 *
 * <p>F(x) = R(x) at terminal states, F(s) = Σ_{s → s′} P_B(s|s′) F(s′) elsewhere, against the topological order. Its
 * forward policy P_F(s′|s) = F(s′) P_B(s|s′)/F(s) samples x with probability R(x)/Z, Z = F(s₀), and passes through s with
 * probability F(s)/Z. What a model should learn, state by state.
 *
 * <p>Thread-safety: immutable; arrays are handed out without copying and must not be written to.
 */
public final class MarkovianFlow {
    private final double[] logFlows;
    private final double[] logForward;

    private MarkovianFlow(double[] logFlows, double[] logForward) {
        this.logFlows = logFlows;
        this.logForward = logForward;
    }

    /**
     * Computes the flow.
     *
     * @param graph the space
     * @param logRewards log R of all terminal states, natural logs, [terminals]
     * @param logBackward log P_B of every edge, natural logs, [edges]
     * @return the flow
     * @throws IllegalArgumentException if an array has another length
     */
    public static MarkovianFlow of(StateGraph<?> graph, double[] logRewards, double[] logBackward) {
        Target.requireTerminals(graph, "logRewards", logRewards);
        requireEdges(graph, "logBackward", logBackward);
        double[] logFlows = new double[graph.size()];
        double[] logForward = new double[graph.edges()];
        for (int terminal = 0; terminal < logRewards.length; terminal++) {
            logFlows[graph.stateOfTerminal(terminal)] = logRewards[terminal];
        }
        for (int state = graph.size() - 1; state >= 0; state--) {
            if (graph.isTerminal(state)) {
                continue;
            }
            int first = graph.firstEdge(state);
            int end = graph.firstEdge(state + 1);
            for (int edge = first; edge < end; edge++) {
                logForward[edge] = logBackward[edge] + logFlows[graph.child(edge)];
            }
            double logFlow = LogSpace.sum(logForward, first, end);
            logFlows[state] = logFlow;
            for (int edge = first; edge < end; edge++) {
                logForward[edge] =
                        logFlow == Double.NEGATIVE_INFINITY ? -Math.log(end - first) : logForward[edge] - logFlow;
            }
        }
        return new MarkovianFlow(logFlows, logForward);
    }

    static void requireEdges(StateGraph<?> graph, String name, double[] values) {
        if (values.length != graph.edges()) {
            throw new IllegalArgumentException(name + " must have one value for each of the " + graph.edges()
                    + " edges, but has " + values.length);
        }
    }

    /**
     * Returns log F(s) of all states.
     *
     * @return natural logs, log R at terminal states, [states]
     */
    public double[] logFlows() {
        return logFlows;
    }

    /**
     * Returns log Z, the log-flow of the source.
     *
     * @return a natural log
     */
    public double logZ() {
        return logFlows[0];
    }

    /**
     * Returns log P_F of every edge; uniform at states of flow zero, which no trajectory reaches.
     *
     * @return natural logs, [edges]
     */
    public double[] logForward() {
        return logForward;
    }

    /**
     * Computes log F(s → s′) = log F(s) + log P_F(s′|s) of every edge.
     *
     * @param graph the space that the flow was computed on
     * @return natural logs, a new array, [edges]
     */
    public double[] logEdgeFlows(StateGraph<?> graph) {
        requireEdges(graph, "the flow", logForward);
        double[] result = Arrays.copyOf(logForward, logForward.length);
        for (int state = 0; state < graph.size(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                result[edge] += logFlows[state];
            }
        }
        return result;
    }
}
