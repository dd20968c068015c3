package org.gfn4j.model;

/**
 * What an engine computes for the rows of a {@link StateRows}, and the way back.
 *
 * <p>Thread-safety: confined to one thread. The owner closes it, which frees the activations.
 */
public interface Logits extends AutoCloseable {

    /**
     * Returns the logits of the forward policy.
     *
     * @return the logits of all rows, in the order of their actions, [forward edges]
     */
    double[] forward();

    /**
     * Returns the logits of the backward policy.
     *
     * @return the logits of all rows, in the order of their edges in, [backward edges]
     */
    double[] backward();

    /**
     * Returns log F of each row.
     *
     * @return the log-flows, [rows]
     */
    double[] logFlow();

    /**
     * Adds the derivatives of a loss to the gradients of the parameters.
     *
     * @param forward derivatives with respect to {@link #forward}, [forward edges]
     * @param backward derivatives with respect to {@link #backward}, [backward edges]
     * @param logFlow derivatives with respect to {@link #logFlow}, [rows]
     */
    void differentiate(double[] forward, double[] backward, double[] logFlow);

    @Override
    void close();
}
