package org.gfn4j.reward;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A reward that asks another one only once for each object; new objects of a batch are evaluated in one call.
 *
 * <p>Thread-safety: safe for any number of threads; where two of them evaluate the same new object at the same time,
 * the first answer stands for both.
 *
 * @param <S> the type of a terminal state
 */
public final class CachedReward<S> implements Reward<S> {
    private final Reward<S> reward;
    private final Map<S, Double> cache = new ConcurrentHashMap<>();

    /**
     * Makes a cache without a bound.
     *
     * @param reward what is evaluated on a miss
     */
    public CachedReward(Reward<S> reward) {
        this.reward = reward;
    }

    @Override
    public double[] evaluate(List<S> objects) {
        Set<S> missing = new LinkedHashSet<>(objects);
        missing.removeIf(cache::containsKey);
        if (!missing.isEmpty()) {
            List<S> batch = List.copyOf(missing);
            double[] rewards = reward.evaluate(batch);
            if (rewards.length != batch.size()) {
                throw new IllegalStateException(
                        "the reward returned " + rewards.length + " values for " + batch.size() + " objects");
            }
            for (int i = 0; i < rewards.length; i++) {
                cache.putIfAbsent(batch.get(i), rewards[i]);
            }
        }
        return objects.stream()
                .mapToDouble(object -> Objects.requireNonNull(cache.get(object)))
                .toArray();
    }

    @Override
    public Optional<DetailedReward<S>> detailed() {
        return reward.detailed();
    }

    @Override
    public void remember(S object, double value) {
        cache.put(object, value);
    }

    @Override
    public void forget() {
        cache.clear();
    }

    /**
     * Returns how many objects have been evaluated or remembered.
     *
     * @return the size of the cache
     */
    public int size() {
        return cache.size();
    }
}
