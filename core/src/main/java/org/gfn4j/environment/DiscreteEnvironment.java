package org.gfn4j.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment whose edges are small integers.
 *
 * <p>A state has {@link #actionCount} legal edges out, numbered from 0. Its edges in are exactly the pairs (parent,
 * forward action) that lead to it: one for each forward edge, parallel ones included. Equal states have the same
 * actions, in the same order, leading to equal children. Which actions are legal is decided here and nowhere else.
 *
 * <p>{@link EnvironmentVerifier} checks all of this.
 *
 * <p>Thread-safety: as {@link Environment} demands.
 *
 * @param <S> the type of a state
 */
public interface DiscreteEnvironment<S> extends Environment<S> {

    /** What {@link #stopAction} returns where stopping is not allowed. */
    int NO_STOP = -1;

    /**
     * Returns the number of legal edges out of a state.
     *
     * @param state a state of this environment
     * @return the number of actions, 0 exactly when the state is terminal
     */
    int actionCount(S state);

    /**
     * Returns the state that an action leads to.
     *
     * @param state a state of this environment
     * @param action an action in {@code [0, actionCount(state))}
     * @return the child, in canonical form
     * @throws IndexOutOfBoundsException if the state has no such action
     */
    S child(S state, int action);

    /**
     * Returns the edges into a state, in an order that is the same for equal states.
     *
     * @param state a state of this environment
     * @return the edges in; empty exactly for the source
     */
    List<InEdge<S>> inEdges(S state);

    /**
     * Returns the number of edges into a state; override it where counting is cheaper than listing.
     *
     * @param state a state of this environment
     * @return the size of {@link #inEdges}
     */
    default int inEdgeCount(S state) {
        return inEdges(state).size();
    }

    /**
     * Returns the place of a forward edge among the edges into its child; override it where that is known without a
     * search.
     *
     * @param parent the state that the edge comes from
     * @param action the forward action
     * @param child the state that it leads to
     * @return the index in {@link #inEdges inEdges(child)}
     * @throws IllegalStateException if the edge is missing there
     */
    default int inEdgeIndex(S parent, int action, S child) {
        int index = inEdges(child).indexOf(new InEdge<>(parent, action));
        if (index < 0) {
            throw new IllegalStateException("action " + action + " leads from " + parent + " to " + child
                    + ", which lacks it among its edges in");
        }
        return index;
    }

    /**
     * Returns the action that finishes the object as it is.
     *
     * @param state a state of this environment
     * @return the stop action, or {@link #NO_STOP}
     */
    default int stopAction(S state) {
        return NO_STOP;
    }

    /**
     * Returns how many states there are at least, as far as that is known without listing them, so that nobody begins to list
     * too many; override it where a formula tells.
     *
     * @return at least 1; {@link Long#MAX_VALUE} for as many or more
     */
    default long leastStates() {
        return 1;
    }

    @Override
    default boolean isTerminal(S state) {
        return actionCount(state) == 0;
    }

    @Override
    default @Nullable S stopped(S state) {
        int stop = stopAction(state);
        return stop == NO_STOP ? null : child(state, stop);
    }
}
