package org.gfn4j.model;

import java.util.Map;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.Tensor;

/**
 * A parameter group that Adam can move.
 *
 * <p>Thread-safety: confined to one thread.
 */
interface AdamGroup extends ParameterGroup {

    /** Returns the sum of the squares of all gradients. */
    double squaredGradientNorm();

    /** Moves all values by one step, with their gradients multiplied by a factor, and sets the gradients to zero. */
    void step(Adam adam, double gradientScale);

    /** Returns copies of a quantity of all parameters, by names in an order that never changes. */
    Map<String, Tensor> copy(Quantity quantity);

    /** Replaces a quantity of all parameters by copies of tensors with the names and forms that {@link #copy} gives. */
    void set(Quantity quantity, Map<String, Tensor> tensors);

    /** Sets all gradients to zero. */
    void clearGradients();

    /** Tells whether another group is of the same kind and has tensors of the same names and forms. */
    boolean isLike(AdamGroup other);

    /** Moves all values a share of the way to those of a group that {@link #isLike} this one; 1 copies bit for bit. */
    void approach(AdamGroup other, double share);
}
