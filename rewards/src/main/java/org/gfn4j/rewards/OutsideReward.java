package org.gfn4j.rewards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.RewardCounts;
import org.gfn4j.reward.RewardDetail;
import org.jspecify.annotations.Nullable;

/**
 * The reward that a {@link RewardPool} is requested. It remembers every object, so that one state has one reward.
 *
 * <p>Thread-safety: safe for any number of threads.
 *
 * @param <S> the type of a terminal state
 * @param <T> the type of what is requested
 */
public final class OutsideReward<S, T> implements DetailedReward<S> {
    private static final RewardDetail IMPOSSIBLE = new RewardDetail(List.of(Double.NaN), null);

    private final String name;
    private final Function<S, Optional<T>> view;
    private final Supplier<RewardPool<T>> newPool;
    private final DoubleUnaryOperator toReward;
    private final Map<S, RewardDetail> known = new ConcurrentHashMap<>();
    private @Nullable RewardPool<T> started;

    /**
     * Makes a reward, which closes its pool.
     *
     * @param name what the number that the pool gives is called, with its unit where it has one
     * @param view what is requested in place of a state; empty where the state is impossible
     * @param newPool makes what gives numbers, when it is first needed
     * @param toReward makes a raw reward of a number
     */
    public OutsideReward(
            String name, Function<S, Optional<T>> view, Supplier<RewardPool<T>> newPool, DoubleUnaryOperator toReward) {
        this.name = name;
        this.view = view;
        this.newPool = newPool;
        this.toReward = toReward;
    }

    /**
     * Evaluates a batch; waits until all objects are answered.
     *
     * @param objects terminal states, [objects]
     * @return raw rewards, −∞ for objects that are impossible or failed, [objects]
     * @throws RewardSourceException if no reward can be had any more
     * @throws RewardCacheException if the cache cannot be used
     * @throws TooManyFailuresException if more objects failed than may
     */
    @Override
    public double[] evaluate(List<S> objects) {
        Map<S, T> views = new LinkedHashMap<>();
        for (S object : objects) {
            if (!known.containsKey(object) && !views.containsKey(object)) {
                view.apply(object)
                        .ifPresentOrElse(seen -> views.put(object, seen), () -> known.put(object, IMPOSSIBLE));
            }
        }
        if (!views.isEmpty()) {
            List<S> asked = List.copyOf(views.keySet());
            List<Outcome> outcomes = pool().score(List.copyOf(views.values()));
            for (int i = 0; i < outcomes.size(); i++) {
                Outcome outcome = outcomes.get(i);
                known.put(asked.get(i), new RewardDetail(List.of(outcome.value()), outcome.failure()));
            }
        }
        return objects.stream()
                .mapToDouble(object -> reward(Objects.requireNonNull(known.get(object))))
                .toArray();
    }

    private double reward(RewardDetail detail) {
        double number = detail.parts().get(0);
        return Double.isNaN(number) ? Double.NEGATIVE_INFINITY : toReward.applyAsDouble(number);
    }

    @Override
    public List<String> parts() {
        return List.of(name);
    }

    @Override
    public Optional<RewardDetail> detail(S object) {
        return Optional.ofNullable(known.get(object));
    }

    @Override
    public void remember(S object, RewardDetail detail) {
        if (detail.parts().size() != 1) {
            throw new IllegalArgumentException(
                    "a reward of 1 part got " + detail.parts().size() + " numbers");
        }
        known.put(object, detail);
    }

    @Override
    public boolean isOutside() {
        return true;
    }

    @Override
    public void start() {
        pool();
    }

    private synchronized RewardPool<T> pool() {
        RewardPool<T> pool = started == null ? newPool.get() : started;
        started = pool;
        return pool;
    }

    @Override
    public synchronized RewardCounts counts() {
        return started == null ? RewardCounts.ZERO : started.counts();
    }

    @Override
    public synchronized void stopWaiting() {
        if (started != null) {
            started.stopWaiting();
        }
    }

    @Override
    public synchronized void close() {
        if (started != null) {
            started.close();
        }
    }
}
