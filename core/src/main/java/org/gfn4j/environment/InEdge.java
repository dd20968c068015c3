package org.gfn4j.environment;

/**
 * An edge seen from the state that it leads to.
 *
 * <p>Thread-safety: immutable.
 *
 * @param parent the state that the edge comes from
 * @param action the forward action of the parent that is this edge, in {@code [0, actionCount(parent))}
 * @param <S> the type of a state
 */
public record InEdge<S>(S parent, int action) {}
