package org.gfn4j.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;

/**
 * How finished objects become one another: by an edge out of their unfinished twin, or back along an edge into it.
 *
 * <p>The state of a chain is one that can be finished: it may stop, or is complete. What it stands for is its finished twin,
 * or itself.
 *
 * <p>Thread-safety: as that of the environment.
 *
 * @param <S> the type of a state
 */
public final class Editing<S> {
    private final DiscreteEnvironment<S> environment;

    /**
     * Makes the moves of an environment.
     *
     * @param environment the environment
     */
    public Editing(DiscreteEnvironment<S> environment) {
        this.environment = environment;
    }

    /**
     * Tells whether a chain may be in a state.
     *
     * @param state a state of the environment that is not the finished twin of another
     * @return true if it may stop or is complete
     */
    public boolean canBeFinished(S state) {
        return environment.isTerminal(state) || environment.stopAction(state) != DiscreteEnvironment.NO_STOP;
    }

    /**
     * Returns the object that a chain in some state stands for.
     *
     * @param state a state that can be finished
     * @return its finished twin, or itself where it is complete
     */
    public S finished(S state) {
        S twin = environment.stopped(state);
        return twin == null ? state : twin;
    }

    /**
     * Builds at random until what is built can be finished.
     *
     * @param generator draws each action uniformly
     * @return the first state on the way that can be finished
     */
    public S start(RandomGenerator generator) {
        S state = environment.source();
        while (!canBeFinished(state)) {
            state = environment.child(state, generator.nextInt(environment.actionCount(state)));
        }
        return state;
    }

    /**
     * Returns the number of ways to grow.
     *
     * @param state a state that can be finished
     * @return the edges out of it, without the stop edge
     */
    public int growCount(S state) {
        return environment.actionCount(state) - (environment.stopAction(state) == DiscreteEnvironment.NO_STOP ? 0 : 1);
    }

    /**
     * Returns a way to grow.
     *
     * @param state a state that can be finished
     * @param index its place among the edges that are not the stop edge
     * @return the action
     */
    public int growAction(S state, int index) {
        int stop = environment.stopAction(state);
        return stop == DiscreteEnvironment.NO_STOP || index < stop ? index : index + 1;
    }

    /**
     * Returns the ways to shrink.
     *
     * @param state a state that can be finished
     * @return the edges into it from states that can be finished, parallel ones included
     */
    public List<InEdge<S>> shrinking(S state) {
        List<InEdge<S>> edges = new ArrayList<>();
        for (InEdge<S> edge : environment.inEdges(state)) {
            if (canBeFinished(edge.parent())) {
                edges.add(edge);
            }
        }
        return edges;
    }

    /**
     * Makes the edit that grows a state.
     *
     * @param state a state that can be finished
     * @param action an action that is not the stop action
     * @return the edit, with the ratio of uniform proposals; one that stays where its child cannot be finished
     */
    public Edit<S> grow(S state, int action) {
        S child = environment.child(state, action);
        if (!canBeFinished(child)) {
            return new Edit<>(state, state, true, action, 0);
        }
        return new Edit<>(state, child, true, action, -logRatioOfShrinking(state, child));
    }

    /**
     * Makes the edit that shrinks a state.
     *
     * @param state a state that can be finished
     * @param edge an edge into it
     * @return the edit, with the ratio of uniform proposals; one that stays where its parent cannot be finished
     */
    public Edit<S> shrink(S state, InEdge<S> edge) {
        if (!canBeFinished(edge.parent())) {
            return new Edit<>(state, state, false, edge.action(), 0);
        }
        return new Edit<>(state, edge.parent(), false, edge.action(), logRatioOfShrinking(edge.parent(), state));
    }

    /**
     * Parallel edges are as many in both directions and cancel: q(child | parent) = P(grow | parent) / growCount(parent),
     * q(parent | child) = P(shrink | child) / (edges into the child), each for one edge.
     */
    private double logRatioOfShrinking(S parent, S child) {
        int shrinks = shrinking(child).size();
        int grows = growCount(parent);
        double logShrink = logHalfUnless(growCount(child) == 0) - Math.log(shrinks);
        double logGrow = logHalfUnless(shrinking(parent).isEmpty()) - Math.log(grows);
        return logGrow - logShrink;
    }

    private static double logHalfUnless(boolean forced) {
        return forced ? 0 : -Math.log(2);
    }
}
