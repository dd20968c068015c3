package org.gfn4j.baseline;

/**
 * A move of a chain from one object to another, along an edge of the environment or back along one.
 *
 * <p>Thread-safety: immutable, as states are.
 *
 * @param from the state that the chain is in
 * @param to where it would go; equal to {@code from} where the move leads to nothing that can be finished
 * @param grows whether the edge leads from {@code from} to {@code to}; else it leads back
 * @param action the forward action of the edge at its parent
 * @param logRatio log q(from | to) − log q(to | from), the logarithm of how much likelier the way back is proposed
 * @param <S> the type of a state
 */
public record Edit<S>(S from, S to, boolean grows, int action, double logRatio) {

    /**
     * Returns the state that the edge starts from.
     *
     * @return the smaller of the two objects
     */
    public S parent() {
        return grows ? from : to;
    }

    /**
     * Returns the state that the edge leads to.
     *
     * @return the larger of the two objects
     */
    public S child() {
        return grows ? to : from;
    }
}
