package org.gfn4j.model;

import java.util.List;
import org.gfn4j.trajectory.Actions;

/**
 * One step of a rollout for a list of states.
 *
 * <p>Thread-safety: immutable.
 *
 * @param actions the forward actions of the edges that were drawn, [states]
 * @param states the states at their other ends, [states]
 * @param <S> the type of a state
 */
public record Choice<S>(Actions actions, List<S> states) {}
