package org.gfn4j.baseline;

import java.util.function.ToDoubleFunction;
import org.gfn4j.evaluation.StateGraph;

/**
 * The soft optimum of an enumerated space by dynamic programming: V(s) = α log Σ exp(V(s′)/α), and the payment at terminal
 * states.
 *
 * @param values V, [states]
 * @param logPolicy (V(s′) − V(s))/α of every edge, [edges]
 */
@SuppressWarnings("ArrayRecordComponent")
record SoftOptimum(double[] values, double[] logPolicy) {

    static <S> SoftOptimum of(StateGraph<S> graph, ToDoubleFunction<S> payment, double temperature) {
        double[] values = new double[graph.size()];
        double[] logPolicy = new double[graph.edges()];
        for (int state = graph.size() - 1; state >= 0; state--) {
            if (graph.isTerminal(state)) {
                values[state] = payment.applyAsDouble(graph.state(state));
                continue;
            }
            double sum = 0;
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                sum += Math.exp(values[graph.child(edge)] / temperature);
            }
            values[state] = temperature * Math.log(sum);
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                logPolicy[edge] = (values[graph.child(edge)] - values[state]) / temperature;
            }
        }
        return new SoftOptimum(values, logPolicy);
    }

    /** The number of trajectories from the source to each state, [states]. */
    static double[] waysTo(StateGraph<?> graph) {
        double[] ways = new double[graph.size()];
        ways[0] = 1;
        for (int state = 0; state < ways.length; state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                ways[graph.child(edge)] += ways[state];
            }
        }
        return ways;
    }
}
