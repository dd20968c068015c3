package org.gfn4j.training;

/**
 * What a {@link Trainer} lets learn, iteration by iteration: it produces objects, asks for their rewards, and learns from
 * them.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public interface Learner<S> {

    /**
     * Does an iteration.
     *
     * @param iteration the iteration, from 0
     * @return what was done
     */
    TrainingStep<S> step(long iteration);

    /**
     * Checks, after the last iteration, that it has left what learns sound.
     *
     * @param last the last step that learned from anything
     */
    default void finish(TrainingStep<S> last) {}
}
