/**
 * What objects are worth: raw rewards of batches, and the log-rewards that a model is trained to match.
 *
 * <p>Start from {@link org.gfn4j.reward.Reward} and {@link org.gfn4j.reward.LogReward}.
 */
@NullMarked
package org.gfn4j.reward;

import org.jspecify.annotations.NullMarked;
