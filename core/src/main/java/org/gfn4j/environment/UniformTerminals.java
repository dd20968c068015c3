package org.gfn4j.environment;

import java.util.random.RandomGenerator;

/**
 * An environment whose finished objects can be drawn uniformly without walking, for training on walks back from them.
 *
 * <p>Thread-safety: as {@link Environment} demands.
 *
 * @param <S> the type of a state
 */
public interface UniformTerminals<S> extends Environment<S> {

    /**
     * Draws a finished object.
     *
     * @param generator where the random numbers come from
     * @return a terminal state, each one that can be reached with the same probability
     */
    S uniformTerminal(RandomGenerator generator);
}
