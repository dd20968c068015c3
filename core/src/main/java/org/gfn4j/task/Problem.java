package org.gfn4j.task;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.model.Engine;
import org.gfn4j.model.PerceptronEngine;
import org.gfn4j.model.StateEncoder;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardScale;
import org.jspecify.annotations.Nullable;

/**
 * What a task trains on.
 *
 * <p>Thread-safety: immutable, as far as its parts are.
 *
 * @param environment the space of objects
 * @param format the text form of its states
 * @param engine what it is learned with
 * @param reward the raw reward of finished objects
 * @param rewardScale how raw rewards become log-rewards
 * @param mode the mode that a finished object belongs to, empty outside all modes; null where no modes are known
 * @param modeCount the number of modes, where it is known
 * @param coordinates numbers that describe a finished object, for plots; null where there are none
 * @param <S> the type of a state
 */
public record Problem<S>(
        DiscreteEnvironment<S> environment,
        StateFormat<S> format,
        Engine<S> engine,
        Reward<S> reward,
        RewardScale rewardScale,
        @Nullable Function<S, Optional<Object>> mode,
        OptionalLong modeCount,
        @Nullable Coordinates<S> coordinates) {

    /**
     * Makes a problem that is learned with a perceptron, without modes and coordinates.
     *
     * @param environment the space of objects
     * @param format the text form of its states
     * @param encoder how its states look to a network
     * @param reward the raw reward of finished objects
     * @param <S> the type of a state
     * @return the problem
     */
    public static <S> Problem<S> of(
            DiscreteEnvironment<S> environment, StateFormat<S> format, StateEncoder<S> encoder, Reward<S> reward) {
        return of(environment, format, new PerceptronEngine<>(environment, encoder), reward);
    }

    /**
     * Makes a problem without modes and coordinates.
     *
     * @param environment the space of objects
     * @param format the text form of its states
     * @param engine what it is learned with
     * @param reward the raw reward of finished objects
     * @param <S> the type of a state
     * @return the problem, whose raw rewards are those to sample in proportion to
     */
    public static <S> Problem<S> of(
            DiscreteEnvironment<S> environment, StateFormat<S> format, Engine<S> engine, Reward<S> reward) {
        return new Problem<>(environment, format, engine, reward, RewardScale.PLAIN, null, OptionalLong.empty(), null);
    }

    /**
     * Returns this problem with models that share their work among threads, which has no influence on results.
     *
     * @param threads how many, at least 1
     * @return a new problem
     * @throws IllegalArgumentException if there is less than one thread
     */
    public Problem<S> withThreads(int threads) {
        return new Problem<>(
                environment, format, engine.withThreads(threads), reward, rewardScale, mode, modeCount, coordinates);
    }

    /**
     * Makes the log-reward, whose counts start at 0.
     *
     * @return a new log-reward of this reward and scale
     */
    public LogReward<S> logReward() {
        return new LogReward<>(reward, rewardScale);
    }

    /**
     * Returns the same problem with another scale of rewards.
     *
     * @param newScale how raw rewards become log-rewards
     * @return a problem with this scale
     */
    public Problem<S> withRewardScale(RewardScale newScale) {
        return new Problem<>(environment, format, engine, reward, newScale, mode, modeCount, coordinates);
    }

    /**
     * Returns the same problem with modes to be found.
     *
     * @param newMode the mode that a finished object belongs to, empty outside all modes
     * @param newModeCount the number of modes, where it is known
     * @return a problem with these modes
     */
    public Problem<S> withModes(Function<S, Optional<Object>> newMode, OptionalLong newModeCount) {
        return new Problem<>(environment, format, engine, reward, rewardScale, newMode, newModeCount, coordinates);
    }

    /**
     * Returns the same problem with coordinates to plot objects by.
     *
     * @param newCoordinates numbers that describe a finished object
     * @return a problem with these coordinates
     */
    public Problem<S> withCoordinates(Coordinates<S> newCoordinates) {
        return new Problem<>(environment, format, engine, reward, rewardScale, mode, modeCount, newCoordinates);
    }
}
