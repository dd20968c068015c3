/**
 * The arithmetic of multilayer perceptrons: layers, activations and the Adam optimiser, in plain loops.
 *
 * <p>Start from {@link org.gfn4j.network.Mlp}. Everything here sums in one fixed order with fused multiply-add, so that
 * the same input gives the same bits.
 */
@NullMarked
package org.gfn4j.network;

import org.jspecify.annotations.NullMarked;
