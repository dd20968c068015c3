/**
 * What flows between the parts: batches of trajectories, the scores of a model on them, and the derivatives of a loss
 * with respect to those scores. Plain packed values, nothing padded.
 *
 * <p>Start from {@link org.gfn4j.trajectory.Trajectories} and {@link org.gfn4j.trajectory.Scores}.
 */
@NullMarked
package org.gfn4j.trajectory;

import org.jspecify.annotations.NullMarked;
