package org.gfn4j.environment;

import org.jspecify.annotations.Nullable;

/**
 * A pointed graph without cycles: one source state, edges that build, and terminal states that are finished objects.
 *
 * <p>States are immutable values with {@code equals} and {@code hashCode}; two ways to the same object must end in
 * equal states, so a state is put into canonical form when it is made.
 *
 * <p>Thread-safety: implementations are stateless or immutable and safe for any number of threads.
 *
 * @param <S> the type of a state
 */
public interface Environment<S> {

    /**
     * Returns the state that every trajectory starts from.
     *
     * @return the source state, which has no edges in
     */
    S source();

    /**
     * Tells whether a state is a finished object.
     *
     * @param state a state of this environment
     * @return true exactly when the state has no edges out
     */
    boolean isTerminal(S state);

    /**
     * Returns the finished twin that stopping at a state leads to.
     *
     * @param state a state of this environment
     * @return the terminal state at the end of the stop edge, or null where stopping is not allowed
     */
    @Nullable
    S stopped(S state);
}
