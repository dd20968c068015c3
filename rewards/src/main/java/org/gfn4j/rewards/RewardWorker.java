package org.gfn4j.rewards;

import java.util.List;

/**
 * Asks for rewards, a few objects at a time.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a finished object
 */
public interface RewardWorker<S> extends AutoCloseable {

    /**
     * Asks for the rewards of objects. What goes wrong with an object is its outcome; a worker that has failed is ready for the
     * next call.
     *
     * @param objects objects, at most as many as {@link RewardSource#batchSize}, at least one, [objects]
     * @return the outcome of each, [objects]
     * @throws RewardSourceException if no object can be scored any more; the message names cause and remedy
     * @throws InterruptedException if the thread is interrupted, after which the worker is only closed
     */
    List<Outcome> score(List<S> objects) throws InterruptedException;

    /** Ends what it has started; does not wait long, and leaves no process behind. */
    @Override
    void close();
}
