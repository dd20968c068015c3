package org.gfn4j.reward;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The raw reward of finished objects, on its own scale and not in logs.
 *
 * <p>Thread-safety: implementations are safe for any number of threads, and the same object always gets the same
 * reward.
 *
 * @param <S> the type of a terminal state
 */
@FunctionalInterface
public interface Reward<S> {

    /**
     * Evaluates a batch.
     *
     * @param objects terminal states, [objects]
     * @return their rewards, at least 0, [objects]
     */
    double[] evaluate(List<S> objects);

    /**
     * Returns this reward as one that can say what it is made of.
     *
     * @return the same reward; empty where it is a number and nothing else
     */
    default Optional<DetailedReward<S>> detailed() {
        return Optional.empty();
    }

    /**
     * Makes a reward from a function of one object.
     *
     * @param function the reward of an object, at least 0; safe for any number of threads
     * @param <S> the type of a terminal state
     * @return a reward that calls it for each object in turn
     */
    static <S> Reward<S> of(ToDoubleFunction<S> function) {
        return objects -> objects.stream().mapToDouble(function).toArray();
    }

    /**
     * Takes in the reward that an object is known to have, so that it is not computed again; without a memory, nothing happens. A
     * network may give other last bits when it sees the object in another batch, and a resumed run must not see another reward than
     * before.
     *
     * @param object the object
     * @param value its raw reward
     */
    default void remember(S object, double value) {}

    /** Forgets all rewards that it remembers. */
    default void forget() {}
}
