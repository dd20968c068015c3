/**
 * Training objectives: pure functions from the scores of a batch to a loss and its derivatives, in double precision.
 *
 * <p>Start from {@link org.gfn4j.objective.Objective}. An objective whose residuals are differences of potentials
 * extends {@link org.gfn4j.objective.PotentialObjective} and only states them.
 */
@NullMarked
package org.gfn4j.objective;

import org.jspecify.annotations.NullMarked;
