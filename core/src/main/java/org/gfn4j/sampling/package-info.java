/**
 * Drawing trajectories, forward from the source and backward from objects, with random numbers that can be replayed.
 *
 * <p>Start from {@link org.gfn4j.sampling.Sampler}.
 */
@NullMarked
package org.gfn4j.sampling;

import org.jspecify.annotations.NullMarked;
