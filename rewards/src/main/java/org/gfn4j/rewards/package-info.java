/**
 * External rewards, from a user's program or model: slow, and not always answered.
 *
 * <p>A {@link org.gfn4j.rewards.RewardSource} says how to ask, its workers ask,
 * and a {@link org.gfn4j.rewards.RewardCache} keeps what has been answered.
 */
@NullMarked
package org.gfn4j.rewards;

import org.jspecify.annotations.NullMarked;
