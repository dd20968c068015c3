package org.gfn4j.network;

/**
 * What is kept of each parameter that {@link Adam} moves.
 *
 * <p>Thread-safety: immutable.
 */
public enum Quantity {
    /** Its value. */
    VALUE,
    /** Adam's running mean of its gradients. */
    FIRST_MOMENT,
    /** Adam's running mean of the squares of its gradients. */
    SECOND_MOMENT
}
