package org.gfn4j.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * The weights of the gates of a {@link GruCell}, or their gradients, as views into those of the cell.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param reset those of r
 * @param update those of z
 * @param candidate those of n
 */
record GruGates(Gate reset, Gate update, Gate candidate) {

    /** Returns views of some weights, in the scope of the caller. */
    static GruGates of(RecurrentWeights weights) {
        return of(
                weights.weightInput().pointer(),
                weights.weightHidden().pointer(),
                weights.biasInput().pointer(),
                weights.biasHidden().pointer());
    }

    /** Returns views of their gradients, to be added to in place. */
    static GruGates ofGradients(RecurrentWeights weights) {
        return of(
                Gradients.of(weights.weightInput()),
                Gradients.of(weights.weightHidden()),
                Gradients.of(weights.biasInput()),
                Gradients.of(weights.biasHidden()));
    }

    private static GruGates of(Tensor input, Tensor hidden, Tensor inputBias, Tensor hiddenBias) {
        return new GruGates(
                Gate.of(0, input, hidden, inputBias, hiddenBias),
                Gate.of(1, input, hidden, inputBias, hiddenBias),
                Gate.of(2, input, hidden, inputBias, hiddenBias));
    }

    /**
     * The weights of one gate.
     *
     * @param input W, which inputs are multiplied by, [width, inputs]
     * @param hidden U, which states are multiplied by, [width, width]
     * @param inputBias what is added to the former product, [width]
     * @param hiddenBias what is added to the latter, [width]
     */
    record Gate(Tensor input, Tensor hidden, Tensor inputBias, Tensor hiddenBias) {

        private static Gate of(int number, Tensor input, Tensor hidden, Tensor inputBias, Tensor hiddenBias) {
            long width = hidden.size(1);
            long start = number * width;
            return new Gate(
                    input.narrow(0, start, width),
                    hidden.narrow(0, start, width),
                    inputBias.narrow(0, start, width),
                    hiddenBias.narrow(0, start, width));
        }

        /** Adds to these gradients, given the derivatives by both products and what was multiplied. */
        void add(Tensor byInputProduct, Tensor inputs, Tensor byHiddenProduct, Tensor states) {
            input.addmm_(byInputProduct.t(), inputs);
            inputBias.add_(byInputProduct.sum(0));
            hidden.addmm_(byHiddenProduct.t(), states);
            hiddenBias.add_(byHiddenProduct.sum(0));
        }
    }
}
