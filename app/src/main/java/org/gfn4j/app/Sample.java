package org.gfn4j.app;

import java.util.OptionalDouble;

/**
 * An object that a trained model has drawn.
 *
 * <p>Thread-safety: immutable.
 *
 * @param object its text
 * @param logReward its log-reward
 * @param logForward the log-probability of the trajectory under the forward policy
 * @param logTerminal the log-probability of the object under the forward policy, where it is known
 * @param length the number of transitions of the trajectory
 */
record Sample(String object, double logReward, double logForward, OptionalDouble logTerminal, int length) {}
