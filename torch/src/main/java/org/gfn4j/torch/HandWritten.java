package org.gfn4j.torch;

import java.util.List;

/**
 * A part of a computation whose derivatives are written by hand: libtorch's own record ends before it and starts again
 * after it.
 *
 * <p>Thread-safety: confined to one thread.
 */
public interface HandWritten {

    /**
     * Hands the derivatives that a backward pass has brought to the results of this part on to what these were computed
     * from; at most once.
     */
    void backward();

    /**
     * Returns what is needed for that.
     *
     * @return tensors to be kept until then, and closed afterwards
     */
    List<NativeTensor> tensors();
}
