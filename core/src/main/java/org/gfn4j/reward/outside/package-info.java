/**
 * Rewards that are asked for outside this program, of a user's program or model: slow, and not always answered.
 *
 * <p>A {@link org.gfn4j.reward.outside.RewardSource} says how to ask, its workers ask,
 * and a {@link org.gfn4j.reward.outside.RewardCache} keeps what has been answered.
 */
@NullMarked
package org.gfn4j.reward.outside;

import org.jspecify.annotations.NullMarked;
