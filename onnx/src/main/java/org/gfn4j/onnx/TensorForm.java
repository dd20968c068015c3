package org.gfn4j.onnx;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * A tensor that a model is fed with: its name, what its numbers are, and its shape.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name the name of the input
 * @param type what its numbers are
 * @param shape the extents along its axes
 */
public record TensorForm(String name, NumberType type, List<Extent> shape) {

    /** Keeps a copy of the shape. */
    public TensorForm {
        shape = List.copyOf(shape);
    }

    /**
     * Makes a form.
     *
     * @param name the name of the input
     * @param type what its numbers are
     * @param shape the extents along its axes
     * @return a form
     */
    public static TensorForm of(String name, NumberType type, Extent... shape) {
        return new TensorForm(name, type, List.of(shape));
    }

    /** Tells whether tensors of this form are what a model wants, but for the name. */
    boolean fits(ModelTensor wanted) {
        return fits(wanted, Extent::fits);
    }

    /** Tells whether some tensors of this form are what a model wants, but for the name. */
    boolean almostFits(ModelTensor wanted) {
        return fits(wanted, (own, other) -> own.isDynamic() || own.fits(other));
    }

    private boolean fits(ModelTensor wanted, BiPredicate<Extent, Extent> fits) {
        boolean all = wanted.type().equals(type.text()) && wanted.shape().size() == shape.size();
        for (int axis = 0; all && axis < shape.size(); axis++) {
            all = fits.test(shape.get(axis), wanted.shape().get(axis));
        }
        return all;
    }

    @Override
    public String toString() {
        return name + ": " + type.text() + shape;
    }
}
