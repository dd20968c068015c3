package org.gfn4j.training;

/**
 * Something that watches training: progress, metrics, checkpoints.
 *
 * <p>Thread-safety: called on the thread that trains.
 *
 * @param <S> the type of a state
 */
@FunctionalInterface
public interface TrainingListener<S> {

    /**
     * Is notified of an iteration when its step has been taken, or when it had nothing to learn from.
     *
     * @param step what happened
     */
    void stepped(TrainingStep<S> step);
}
