package org.gfn4j.training;

/**
 * An object that a trained model has drawn.
 *
 * <p>Thread-safety: immutable, as far as the object is.
 *
 * @param object the terminal state
 * @param text its text form
 * @param logReward its log-reward, a natural log
 * @param logForward log P_F of the trajectory that led to it, a natural log
 * @param length the number of transitions of that trajectory
 * @param <S> the type of a state
 */
public record DrawnObject<S>(S object, String text, double logReward, double logForward, int length) {}
