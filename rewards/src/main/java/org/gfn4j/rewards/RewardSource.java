package org.gfn4j.rewards;

/**
 * Where rewards are requested, and by which workers.
 *
 * <p>Thread-safety: safe for any number of threads; each of its workers belongs to one.
 *
 * @param <S> the type of a finished object
 */
public interface RewardSource<S> extends AutoCloseable {

    /**
     * Returns what the rewards depend on beside the object: kind, versions, parameters, and SHA-256 of files. Two sources of
     * the same identity give the same object the same reward.
     *
     * @return a text that a reader understands, the same in every process
     */
    String identity();

    /**
     * Returns what the reward looks at of an object.
     *
     * @param object an object
     * @return its key
     */
    RewardKey key(S object);

    /**
     * Returns how many objects a worker is given at once.
     *
     * @return at least 1; more than 1 only where a call costs little more for many objects than for one
     */
    default int batchSize() {
        return 1;
    }

    /**
     * Makes a worker, which need not start what it asks before it is first asked.
     *
     * @return a worker, closed by the caller
     * @throws RewardSourceException if no reward can be had; the message names cause and remedy
     */
    RewardWorker<S> newWorker();

    /** Frees what all workers share. They have been closed. */
    @Override
    default void close() {}
}
