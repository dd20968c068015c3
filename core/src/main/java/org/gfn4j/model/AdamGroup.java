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
public interface AdamGroup extends ParameterGroup {

    /**
     * Returns the sum of the squares of all gradients.
     *
     * @return the squared norm
     */
    double squaredGradientNorm();

    /**
     * Moves all values by one step and sets the gradients to zero.
     *
     * @param adam the step
     * @param gradientScale a factor on the gradients
     */
    void step(Adam adam, double gradientScale);

    /**
     * Returns a quantity of all parameters.
     *
     * @param quantity which
     * @return copies, by names in an order that never changes
     */
    Map<String, Tensor> copy(Quantity quantity);

    /**
     * Replaces a quantity of all parameters by copies.
     *
     * @param quantity which
     * @param tensors among others those with the names and forms that {@link #copy} gives
     */
    void set(Quantity quantity, Map<String, Tensor> tensors);

    /** Sets all gradients to zero. */
    void clearGradients();

    /**
     * Tells whether another group is of the same kind and has tensors of the same names and forms.
     *
     * @param other another group
     * @return whether each value has one of the other's to go with it
     */
    boolean isLike(AdamGroup other);

    /**
     * Moves all values a share of the way to those of another group.
     *
     * @param other a group that {@link #isLike} this one
     * @param share in [0, 1]; 1 copies the values bit for bit
     */
    void approach(AdamGroup other, double share);
}
