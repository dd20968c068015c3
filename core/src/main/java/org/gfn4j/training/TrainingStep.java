package org.gfn4j.training;

import org.gfn4j.sampling.Batch;

/**
 * What happened in one iteration.
 *
 * <p>Thread-safety: immutable.
 *
 * @param iteration the iteration, from 0
 * @param batch what was learned from; where it has no rows, no step was taken
 * @param loss the loss before the step; 0 where the batch has no rows, NaN where nothing was minimised
 * @param logZ log Z as the objective read it off the batch before the step; NaN where the batch has no rows, or the method
 *     no log Z
 * @param <S> the type of a state
 */
public record TrainingStep<S>(long iteration, Batch<S> batch, double loss, double logZ) {}
