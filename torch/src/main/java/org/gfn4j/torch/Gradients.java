package org.gfn4j.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * Gradients that derivatives written by hand are added to.
 *
 * <p>Thread-safety: stateless.
 */
final class Gradients {
    private Gradients() {}

    /** Returns the gradient of a weight, to be added to in place; zeros where no backward pass has reached it. */
    static Tensor of(NativeTensor weight) {
        Tensor gradient = weight.pointer().grad();
        if (gradient.defined()) {
            return gradient;
        }
        Tensor zeros = NativeTensor.zeros(weight.precision(), weight.shape()).pointer();
        weight.pointer().mutable_grad().put(zeros);
        return zeros;
    }
}
