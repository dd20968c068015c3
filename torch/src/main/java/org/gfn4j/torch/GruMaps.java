package org.gfn4j.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * The affine maps of a {@link GruCell}, prepared for a number of rows.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class GruMaps {
    private final Affine resetOfInputs;
    private final Affine resetOfStates;
    private final Affine updateOfInputs;
    private final Affine updateOfStates;
    private final Affine candidateOfInputs;
    private final Affine candidateOfStates;

    /** Prepares the maps of some weights, in the scope of the caller. */
    GruMaps(GruGates gates, long rows) {
        resetOfInputs = withBothBiases(gates.reset(), rows);
        resetOfStates = ofStates(gates.reset(), rows);
        updateOfInputs = withBothBiases(gates.update(), rows);
        updateOfStates = ofStates(gates.update(), rows);
        candidateOfInputs =
                new Affine(gates.candidate().input(), gates.candidate().inputBias(), rows);
        candidateOfStates = ofStates(gates.candidate(), rows);
    }

    private static Affine withBothBiases(GruGates.Gate gate, long rows) {
        return new Affine(gate.input(), gate.inputBias().add(gate.hiddenBias()), rows);
    }

    private static Affine ofStates(GruGates.Gate gate, long rows) {
        return new Affine(gate.hidden(), gate.hiddenBias(), rows);
    }

    /** Fills values with what r is the sigmoid of. */
    void reset(Tensor inputs, Tensor states, Tensor values) {
        resetOfInputs.fill(inputs, values);
        resetOfStates.addProduct(states, values);
    }

    /** Fills values with what z is the sigmoid of. */
    void update(Tensor inputs, Tensor states, Tensor values) {
        updateOfInputs.fill(inputs, values);
        updateOfStates.addProduct(states, values);
    }

    /** Fills values with U_n h + b. */
    void recalled(Tensor states, Tensor values) {
        candidateOfStates.fill(states, values);
    }

    /** Fills values with W_n m + b. */
    void candidate(Tensor inputs, Tensor values) {
        candidateOfInputs.fill(inputs, values);
    }
}
