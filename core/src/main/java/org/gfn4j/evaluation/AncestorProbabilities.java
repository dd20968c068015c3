package org.gfn4j.evaluation;

import java.util.Arrays;
import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.FlowModel;
import org.gfn4j.trajectory.LogSpace;

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
    private AncestorProbabilities() {}

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
            Ancestors<S> ancestors = new Ancestors<>(environment);
            int first = done;
            do {
                ancestors.add(objects.get(done), Integer.MAX_VALUE);
                done++;
            } while (done < result.length && ancestors.size() < Ancestors.CHUNK);
            double[] logPassages = logPassages(environment, model, ancestors);
            for (int i = first; i < done; i++) {
                result[i] = logPassages[ancestors.placeOf(objects.get(i))];
            }
        }
        return result;
    }

    private static <S> double[] logPassages(
            DiscreteEnvironment<S> environment, FlowModel<S> model, Ancestors<S> ancestors) {
        double[][] logForward = ancestors.logForward(model);
        double[] logPassages = new double[logForward.length];
        Arrays.fill(logPassages, Double.NEGATIVE_INFINITY);
        if (ancestors.contains(environment.source())) {
            logPassages[ancestors.placeOf(environment.source())] = 0;
        }
        for (int state = 0; state < logPassages.length; state++) {
            for (InEdge<S> edge : ancestors.edgesInto(state)) {
                int parent = ancestors.placeOf(edge.parent());
                double logFlow = logPassages[parent] + logForward[parent][edge.action()];
                logPassages[state] = LogSpace.add(logPassages[state], logFlow);
            }
        }
        return logPassages;
    }
}
