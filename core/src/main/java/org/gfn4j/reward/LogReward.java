package org.gfn4j.reward;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Log-rewards of finished objects: log R(x) = β·log(max(raw(x), floor) / norm), natural logs.
 *
 * <p>It counts the objects that were asked for, whether or not a cache behind it knew them, and those that the floor
 * lifted.
 *
 * <p>Thread-safety: safe for any number of threads.
 *
 * @param <S> the type of a terminal state
 */
public final class LogReward<S> {
    /** The floor where none is given: a raw reward of zero counts as 1e-35, so that its logarithm is finite. */
    public static final double DEFAULT_FLOOR = RewardScale.DEFAULT_FLOOR;

    private final Function<List<S>, double[]> logRaw;
    private final double exponent;
    private final double logFloor;
    private final double logNorm;
    private final boolean liftsNegative;
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
     * @param floor the smallest raw reward, at least 0; with 0 a log-reward may be −∞
     * @throws IllegalArgumentException if a value is out of its range
     */
    public LogReward(Reward<S> reward, double exponent, double floor) {
        this(reward, new RewardScale(exponent, 1, floor, false));
    }

    /**
     * Makes log-rewards.
     *
     * @param reward the raw reward
     * @param scale how raw rewards become log-rewards
     */
    public LogReward(Reward<S> reward, RewardScale scale) {
        this(
                scale.exponent(),
                Math.log(scale.floor()),
                Math.log(scale.norm()),
                scale.liftsNegative(),
                objects -> logs(reward, objects, scale.liftsNegative()));
    }

    private LogReward(
            double exponent,
            double logFloor,
            double logNorm,
            boolean liftsNegative,
            Function<List<S>, double[]> logRaw) {
        this.logRaw = logRaw;
        this.exponent = exponent;
        this.logFloor = logFloor;
        this.logNorm = logNorm;
        this.liftsNegative = liftsNegative;
    }

    /**
     * Makes log-rewards of rewards that are natural logs themselves, such as the log-likelihood of a text, which may be
     * far below the smallest number.
     *
     * @param logRewards natural logs of a batch, −∞ allowed, [objects] to [objects]; safe for any number of threads
     * @param exponent the exponent β, positive
     * @param <S> the type of a terminal state
     * @return log-rewards without a floor
     * @throws IllegalArgumentException if the exponent is out of its range
     */
    public static <S> LogReward<S> ofLogs(Function<List<S>, double[]> logRewards, double exponent) {
        if (!(exponent > 0 && exponent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("exponent must be positive and finite, but is " + exponent);
        }
        return new LogReward<>(exponent, Double.NEGATIVE_INFINITY, 0, false, logRewards);
    }

    private static <S> double[] logs(Reward<S> reward, List<S> objects, boolean liftsNegative) {
        double[] raw = reward.evaluate(objects).clone();
        for (int i = 0; i < Math.min(raw.length, objects.size()); i++) {
            boolean allowed = raw[i] >= 0 || (liftsNegative && raw[i] < 0);
            if (!allowed || raw[i] == Double.POSITIVE_INFINITY) {
                throw new InvalidRewardException(
                        "a reward must be " + (liftsNegative ? "a number below infinity" : "finite and at least 0")
                                + ", but that of " + objects.get(i) + " is " + raw[i]);
            }
            raw[i] = Math.log(Math.max(raw[i], 0));
        }
        return raw;
    }

    /**
     * Evaluates a batch.
     *
     * @param objects terminal states, [objects]
     * @return natural logs, never NaN or +∞, [objects]
     * @throws InvalidRewardException if a raw reward is NaN, negative or +∞
     */
    public double[] evaluate(List<S> objects) {
        double[] logRewards = evaluateUnfloored(objects);
        for (int i = 0; i < logRewards.length; i++) {
            if (logRewards[i] < logFloor) {
                floored.incrementAndGet();
                logRewards[i] = logFloor;
            }
            logRewards[i] = exponent * (logRewards[i] - logNorm);
        }
        return logRewards;
    }

    /**
     * Evaluates a batch for an objective that divides by rewards.
     *
     * @param objects terminal states, [objects]
     * @return finite natural logs, [objects]
     * @throws InvalidRewardException if a raw reward is NaN, negative, +∞ or 0
     */
    public double[] evaluatePositive(List<S> objects) {
        double[] logRewards = evaluateUnfloored(objects);
        for (int i = 0; i < logRewards.length; i++) {
            if (logRewards[i] == Double.NEGATIVE_INFINITY && !liftsNegative) {
                throw new InvalidRewardException("the objective needs a positive reward everywhere, but that of "
                        + objects.get(i) + " is 0; use one without forward-looking or modified flows");
            }
            logRewards[i] = exponent * (Math.max(logRewards[i], logFloor) - logNorm);
        }
        return logRewards;
    }

    private double[] evaluateUnfloored(List<S> objects) {
        requests.addAndGet(objects.size());
        double[] logs = logRaw.apply(objects);
        if (logs.length != objects.size()) {
            throw new IllegalStateException(
                    "the reward returned " + logs.length + " values for " + objects.size() + " objects");
        }
        for (int i = 0; i < logs.length; i++) {
            if (Double.isNaN(logs[i]) || logs[i] == Double.POSITIVE_INFINITY) {
                throw new InvalidRewardException(
                        "a log-reward must not be NaN or +∞, but that of " + objects.get(i) + " is " + logs[i]);
            }
        }
        return logs.clone();
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
     * @return the number of requests whose raw reward was below the floor
     */
    public long floored() {
        return floored.get();
    }

    /**
     * Goes back to the counts of an earlier state of a run.
     *
     * @param requestsBefore what {@link #requests} was
     * @param flooredBefore what {@link #floored} was
     */
    public void restoreCounts(long requestsBefore, long flooredBefore) {
        requests.set(requestsBefore);
        floored.set(flooredBefore);
    }
}
