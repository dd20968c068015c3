package org.gfn4j.reward;

import java.util.List;
import java.util.Optional;

/**
 * A reward that can say what it was made of, and that may fail for single objects. An object without a reward, failed or
 * impossible, has −∞, which {@link RewardScale#ofScores} lifts to its floor.
 *
 * <p>Thread-safety: as {@link Reward}.
 *
 * @param <S> the type of a terminal state
 */
public interface DetailedReward<S> extends Reward<S>, AutoCloseable {

    /**
     * Returns what the parts are called.
     *
     * @return names, each with its unit where it has one, [parts]
     */
    List<String> parts();

    /**
     * Tells what the reward of an object was made of. Nobody is asked.
     *
     * @param object a terminal state
     * @return the detail; empty where it has not been evaluated
     */
    Optional<RewardDetail> detail(S object);

    /**
     * Takes in what is known of an object, so that it is not requested again.
     *
     * @param object a terminal state
     * @param detail what its reward was made of
     * @throws IllegalArgumentException if it has another number of parts
     */
    void remember(S object, RewardDetail detail);

    /**
     * Tells whether somebody outside this program is asked, who may be slow or missing.
     *
     * @return whether any part is external
     */
    boolean isOutside();

    /**
     * Does at once what else would be done at the first evaluation: finds programs, reads models, opens caches. What fails here
     * would fail for every object.
     *
     * @throws RuntimeException if no reward can be had; the message names cause and remedy
     */
    void start();

    /**
     * Returns how requests stand.
     *
     * @return the counts, zeros without external parts
     */
    RewardCounts counts();

    @Override
    default Optional<DetailedReward<S>> detailed() {
        return Optional.of(this);
    }

    /**
     * Waits no longer for what other processes are asking for: evaluations that need it fail, all others continue. Any thread may call
     * it.
     */
    default void stopWaiting() {}

    /** Ends what the reward has started. Nothing is evaluated afterwards. */
    @Override
    void close();
}
