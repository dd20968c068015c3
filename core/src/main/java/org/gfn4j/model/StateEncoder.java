package org.gfn4j.model;

import org.gfn4j.network.SparseRows;

/**
 * How states look to a network of fixed width: their inputs, and which output belongs to which edge.
 *
 * <p>Legality is not decided here; an encoder only numbers the legal edges of a state among all outputs, each with one of its
 * own. Equal states look the same. {@link EncoderCheck} checks all of this, and training stops with a
 * {@link org.gfn4j.environment.WrongEncodingException} where it meets what breaks it.
 *
 * <p>Thread-safety: implementations are immutable.
 *
 * @param <S> the type of a state
 */
public interface StateEncoder<S> {

    /**
     * Returns the number of inputs.
     *
     * @return the width of the first layer
     */
    int inputs();

    /**
     * Adds the inputs of a state that are not zero to the present row, each finite and in {@code [0, inputs())}.
     *
     * @param state a state
     * @param row where they go; whoever calls ends the row
     */
    void encode(S state, SparseRows row);

    /**
     * Returns the number of outputs for forward logits.
     *
     * @return the number of different actions in all states
     */
    int forwardOutputs();

    /**
     * Returns the output of an action.
     *
     * @param state a state that is not terminal
     * @param action one of its actions
     * @return an output in {@code [0, forwardOutputs())}, another for each action of the state
     */
    int forwardOutput(S state, int action);

    /**
     * Returns the number of outputs for backward logits.
     *
     * @return the number of different edges in, over all states with more than one
     */
    int backwardOutputs();

    /**
     * Returns the output of an edge in.
     *
     * @param state a state with more than one edge in
     * @param inEdge the index of one of them
     * @return an output in {@code [0, backwardOutputs())}, another for each edge into the state
     */
    int backwardOutput(S state, int inEdge);
}
