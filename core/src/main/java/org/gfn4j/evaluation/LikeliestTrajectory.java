package org.gfn4j.evaluation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.FlowModel;
import org.gfn4j.trajectory.LogSpace;

/**
 * The likeliest way in which a forward policy builds an object, found exactly: dynamic programming over the states that the
 * object can be built from.
 *
 * <p>A way is a sequence of states, so that a step takes all parallel edges between its two states together:
 * v(s₀) = 1 and v(s′) = max_s v(s) Σ_{s → s′} P_F(s′|s), in the log domain. Of ways that are equally likely it is one, the
 * same for the same model.
 *
 * <p>Thread-safety: immutable, as far as the states are.
 *
 * @param steps the steps, the first from the source and the last to the object
 * @param logTerminal log P_T of the object, a natural log: all ways taken together
 * @param <S> the type of a state
 */
public record LikeliestTrajectory<S>(List<Step<S>> steps, double logTerminal) {

    /**
     * A step.
     *
     * @param parent the state that it leaves
     * @param action the likeliest of the parallel edges
     * @param child the state that it leads to
     * @param logForward log P_F of all parallel edges together, a natural log
     * @param <S> the type of a state
     */
    public record Step<S>(S parent, int action, S child, double logForward) {}

    /** Keeps a copy of the list. */
    public LikeliestTrajectory {
        steps = List.copyOf(steps);
    }

    /**
     * Returns the probability of this way.
     *
     * @return the sum of log P_F of the steps, a natural log
     */
    public double logProbability() {
        return steps.stream().mapToDouble(Step::logForward).sum();
    }

    /**
     * Finds the likeliest way to an object under the forward policy itself, without exploration.
     *
     * @param environment the environment of the model
     * @param model the model, which is asked about every state that the object can be built from
     * @param object a terminal state
     * @param limit the largest number of states that the object may be built from, itself included
     * @param <S> the type of a state
     * @return the way; empty where there are more states, or the object cannot be built
     * @throws IllegalArgumentException if the object is not a terminal state
     */
    public static <S> Optional<LikeliestTrajectory<S>> to(
            DiscreteEnvironment<S> environment, FlowModel<S> model, S object, int limit) {
        Ancestors<S> ancestors = new Ancestors<>(environment);
        return ancestors.add(object, limit)
                ? to(environment.source(), object, ancestors, ancestors.logForward(model))
                : Optional.empty();
    }

    private static <S> Optional<LikeliestTrajectory<S>> to(
            S source, S object, Ancestors<S> ancestors, double[][] logForward) {
        List<S> states = ancestors.states();
        double[] logBest = new double[states.size()];
        double[] logAll = new double[states.size()];
        Map<S, Step<S>> bestSteps = new HashMap<>();
        for (int state = 0; state < logBest.length; state++) {
            logBest[state] = states.get(state).equals(source) ? 0 : Double.NEGATIVE_INFINITY;
            logAll[state] = logBest[state];
            for (Step<S> step : stepsInto(states.get(state), state, ancestors, logForward)) {
                int parent = ancestors.placeOf(step.parent());
                logAll[state] = LogSpace.add(logAll[state], logAll[parent] + step.logForward());
                double logWay = logBest[parent] + step.logForward();
                if (logWay > logBest[state]) {
                    logBest[state] = logWay;
                    bestSteps.put(states.get(state), step);
                }
            }
        }
        Deque<Step<S>> steps = new ArrayDeque<>();
        for (Step<S> step = bestSteps.get(object); step != null; step = bestSteps.get(step.parent())) {
            steps.addFirst(step);
        }
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new LikeliestTrajectory<>(List.copyOf(steps), logAll[ancestors.placeOf(object)]));
    }

    /** Returns a step for each parent of a state, parallel edges taken together. */
    private static <S> Collection<Step<S>> stepsInto(
            S child, int place, Ancestors<S> ancestors, double[][] logForward) {
        Map<S, Step<S>> steps = new LinkedHashMap<>();
        for (InEdge<S> edge : ancestors.edgesInto(place)) {
            double[] ofParent = logForward[ancestors.placeOf(edge.parent())];
            double logOwn = ofParent[edge.action()];
            steps.merge(
                    edge.parent(),
                    new Step<>(edge.parent(), edge.action(), child, logOwn),
                    (old, own) -> new Step<>(
                            own.parent(),
                            logOwn > ofParent[old.action()] ? own.action() : old.action(),
                            child,
                            LogSpace.add(old.logForward(), logOwn)));
        }
        return steps.values();
    }
}
