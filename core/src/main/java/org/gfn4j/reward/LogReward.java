package org.gfn4j.reward;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gfn4j.text.Checks;

/**
 * Log-rewards of finished objects: log R(x) = β·log(max(raw(x), floor) / norm), natural logs.
 *
 * <p>It counts the objects that were requested, whether or not a cache behind it knew them, and those that the floor
 * lifted. With a budget it never answers more requests than that; whoever asks looks first how many are left.
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
    private final long budget;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong floored = new AtomicLong();
    private final AtomicLong needed = new AtomicLong();

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
                objects -> logs(reward, objects, scale.liftsNegative()),
                Long.MAX_VALUE);
    }

    private LogReward(
            double exponent,
            double logFloor,
            double logNorm,
            boolean liftsNegative,
            Function<List<S>, double[]> logRaw,
            long budget) {
        this.logRaw = logRaw;
        this.exponent = exponent;
        this.logFloor = logFloor;
        this.logNorm = logNorm;
        this.liftsNegative = liftsNegative;
        this.budget = budget;
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
        Checks.requirePositive("exponent", exponent);
        return new LogReward<>(exponent, Double.NEGATIVE_INFINITY, 0, false, logRewards, Long.MAX_VALUE);
    }

    /**
     * Returns these log-rewards with a budget, and with counts of their own.
     *
     * @param most how many log-rewards may be requested, repeated objects included, at least 1
     * @return new log-rewards, of which nothing has been requested
     * @throws IllegalArgumentException if the budget is smaller than 1
     */
    public LogReward<S> withBudget(long most) {
        Checks.requireAtLeast("a budget", most, 1);
        return new LogReward<>(exponent, logFloor, logNorm, liftsNegative, logRaw, most);
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
     * @throws IllegalStateException if there are more objects than the budget has left
     */
    public double[] evaluate(List<S> objects) {
        return later(objects).get();
    }

    /**
     * Counts a batch as requested, to be evaluated later.
     *
     * @param objects terminal states, [objects]
     * @return evaluates them as {@link #evaluate} does, on the thread that calls it
     * @throws IllegalStateException if there are more objects than the budget has left
     */
    public Supplier<double[]> later(List<S> objects) {
        count(objects.size());
        return () -> floored(evaluateUnfloored(objects));
    }

    private double[] floored(double[] logRewards) {
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
     * @throws IllegalStateException if there are more objects than the budget has left
     */
    public double[] evaluatePositive(List<S> objects) {
        count(objects.size());
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

    private void count(int more) {
        long before = requests.getAndUpdate(asked -> asked + more <= budget ? asked + more : asked);
        if (before + more > budget) {
            throw new IllegalStateException(more + " log-rewards are requested, but " + before + " of the budget of "
                    + budget + " are used; request no more than allowed() permits");
        }
    }

    private double[] evaluateUnfloored(List<S> objects) {
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
     * Returns how many log-rewards have been requested.
     *
     * @return the number of requests, repeated objects included
     */
    public long requests() {
        return requests.get();
    }

    /**
     * Tells how many of some log-rewards the budget allows. Where that is not all of them, the budget is spent.
     *
     * @param wanted how many are wanted, at least 0
     * @return how many may be requested, in {@code [0, wanted]}
     */
    public int allowed(int wanted) {
        long left = budget - requests.get();
        if (wanted <= left) {
            return wanted;
        }
        needed.set(budget + 1);
        return (int) Math.max(0, left);
    }

    /**
     * Tells whether the budget allows log-rewards of which one is of no use without the others. Where not, it is spent, even
     * if some of it is left.
     *
     * @param wanted how many are wanted, at least 0
     * @return whether all of them may be requested
     */
    public boolean allowsAll(long wanted) {
        long sum = requests.get() + wanted;
        if (sum <= budget) {
            return true;
        }
        needed.set(sum);
        return false;
    }

    /**
     * Tells whether the budget is used up, or what is left of it is too little for what was wanted next.
     *
     * @return false without a budget
     */
    public boolean isSpent() {
        return requests.get() >= budget || needed.get() > budget;
    }

    /**
     * Returns the budget that what was wanted and not allowed last would have needed.
     *
     * @return 0 where everything was allowed so far
     */
    public long needed() {
        return needed.get();
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
     * @param neededBefore what {@link #needed} was
     */
    public void restoreCounts(long requestsBefore, long flooredBefore, long neededBefore) {
        requests.set(requestsBefore);
        floored.set(flooredBefore);
        needed.set(neededBefore);
    }
}
