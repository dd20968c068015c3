package org.gfn4j.molecules.task;

import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.reward.Reward;

/**
 * A raw reward, and what suits it.
 *
 * <p>Thread-safety: as the reward.
 *
 * @param reward the raw reward
 * @param defaults exponent, norm, floor and thresholds
 * @param <S> the type of a molecule
 */
public record MadeReward<S>(Reward<S> reward, RewardDefaults defaults) {}
