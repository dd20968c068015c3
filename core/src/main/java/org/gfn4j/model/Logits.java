package org.gfn4j.model;

/**
 * What an engine computes for the rows of a {@link StateRows}, and the way back.
 *
 * <p>Thread-safety: confined to one thread. The owner closes it, which frees the activations.
 */
public abstract class Logits implements AutoCloseable {
    private final double[] forward;
    private final double[] backward;
    private final double[] logFlow;

    /**
     * Takes what was computed; the arrays are not copied.
     *
     * @param forward logits of the forward policy of all rows, in the order of their actions, [forward edges]
     * @param backward logits of the backward policy of all rows, in the order of their edges in, [backward edges]
     * @param logFlow log F of each row, [rows]
     */
    protected Logits(double[] forward, double[] backward, double[] logFlow) {
        this.forward = forward;
        this.backward = backward;
        this.logFlow = logFlow;
    }

    /**
     * Adds the derivatives of a loss to the gradients of the parameters.
     *
     * @param forwardGradients derivatives with respect to the logits of the forward policy, [forward edges]
     * @param backwardGradients derivatives with respect to the logits of the backward policy, [backward edges]
     * @param logFlowGradients derivatives with respect to log F, [rows]
     */
    protected abstract void differentiate(
            double[] forwardGradients, double[] backwardGradients, double[] logFlowGradients);

    /** Frees the activations; does nothing unless overridden. */
    @Override
    public void close() {}

    final double[] forward() {
        return forward;
    }

    final double[] backward() {
        return backward;
    }

    final double[] logFlow() {
        return logFlow;
    }
}
