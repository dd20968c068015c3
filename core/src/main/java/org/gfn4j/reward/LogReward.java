package org.gfn4j.reward;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Log-rewards of finished objects: log R(x) = max(β·log raw(x), log floor), natural logs.
 *
 * <p>It counts the objects that were asked for, whether or not a cache behind it knew them, and those that the floor
 * lifted.
 *
 * <p>Thread-safety: safe for any number of threads.
 *
 * @param <S> the type of a terminal state
 */
public final class LogReward<S> {
    /** The floor where none is given: a reward of zero counts as 1e-35, so that the logarithm stays finite. */
    public static final double DEFAULT_FLOOR = 1e-35;

    private final Reward<S> reward;
    private final double exponent;
    private final double logFloor;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong floored = new AtomicLong();

    /**
     * Makes log-rewards with exponent 1 and the default floor.
     *
     * @param reward the raw reward
     */
    public LogReward(Reward<S> reward) {
        this(reward, 1, DEFAULT_FLOOR);
    }

    /**
     * Makes log-rewards.
     *
     * @param reward the raw reward
     * @param exponent the exponent β, positive
     * @param floor the smallest reward after the exponent, at least 0; with 0 a log-reward may be −∞
     * @throws IllegalArgumentException if a value is out of its range
     */
    public LogReward(Reward<S> reward, double exponent, double floor) {
        if (!(exponent > 0 && exponent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("exponent must be positive and finite, but is " + exponent);
        }
        if (!(floor >= 0 && floor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("floor must be finite and at least 0, but is " + floor);
        }
        this.reward = reward;
        this.exponent = exponent;
        this.logFloor = Math.log(floor);
    }

    /**
     * Evaluates a batch.
     *
     * @param objects terminal states, [objects]
     * @return natural logs, never NaN or +∞, [objects]
     * @throws InvalidRewardException if a raw reward is NaN, negative or +∞
     */
    public double[] evaluate(List<S> objects) {
        requests.addAndGet(objects.size());
        double[] raw = reward.evaluate(objects);
        if (raw.length != objects.size()) {
            throw new IllegalStateException(
                    "the reward returned " + raw.length + " values for " + objects.size() + " objects");
        }
        double[] logRewards = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            if (!(raw[i] >= 0 && raw[i] < Double.POSITIVE_INFINITY)) {
                throw new InvalidRewardException(
                        "a reward must be finite and at least 0, but that of " + objects.get(i) + " is " + raw[i]);
            }
            double logReward = exponent * Math.log(raw[i]);
            if (logReward < logFloor) {
                floored.incrementAndGet();
                logReward = logFloor;
            }
            logRewards[i] = logReward;
        }
        return logRewards;
    }

    /**
     * Returns how many log-rewards have been asked for.
     *
     * @return the number of requests, repeated objects included
     */
    public long requests() {
        return requests.get();
    }

    /**
     * Returns how many of the requests the floor lifted.
     *
     * @return the number of objects whose log-reward was below the floor
     */
    public long floored() {
        return floored.get();
    }
}
