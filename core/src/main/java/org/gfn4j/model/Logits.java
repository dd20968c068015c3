package org.gfn4j.model;

/**
 * What an engine computes for the rows of a {@link StateRows}, and the way back.
 *
 * <p>Thread-safety: confined to one thread. The owner closes it, which frees the activations.
 */
public abstract class Logits implements AutoCloseable {
    private double[] forward;
    private double[] backward;
    private double[] logFlow;

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
     * Evaluates the rows that have been added to the {@link StateRows} since, and calls {@link #put}.
     *
     * @throws UnsupportedOperationException unless overridden
     */
    protected void extend() {
        throw new UnsupportedOperationException(getClass().getName() + " cannot be extended");
    }

    /**
     * Replaces what was computed; the arrays are not copied and may be longer than the rows take.
     *
     * @param newForward logits of the forward policy, at least [forward edges]
     * @param newBackward logits of the backward policy, at least [backward edges]
     * @param newLogFlow log F of each row, at least [rows]
     */
    protected final void put(double[] newForward, double[] newBackward, double[] newLogFlow) {
        forward = newForward;
        backward = newBackward;
        logFlow = newLogFlow;
    }

    /**
     * Adds the derivatives of a loss to the gradients of the parameters. The arrays may be longer than the rows take, and
     * are zero there; they are used again afterwards and must not be kept.
     *
     * @param forwardGradients derivatives with respect to the logits of the forward policy, at least [forward edges]
     * @param backwardGradients derivatives with respect to the logits of the backward policy, at least [backward edges]
     * @param logFlowGradients derivatives with respect to log F, at least [rows]
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
