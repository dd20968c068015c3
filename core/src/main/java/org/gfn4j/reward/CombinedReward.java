package org.gfn4j.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gfn4j.text.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A weighted sum Σ wᵢ·xᵢ or product Π xᵢ^wᵢ of several rewards, each scaled to [0, 1] by limits: xᵢ = min(max((rᵢ − lowᵢ) /
 * (highᵢ − lowᵢ), 0), 1). An object without one of its parts, failed or impossible, has no reward. Every object is remembered.
 *
 * <p>Thread-safety: safe for any number of threads; where two of them evaluate the same new object at the same time,
 * the first answer stands for both.
 *
 * @param <S> the type of a terminal state
 */
public final class CombinedReward<S> implements DetailedReward<S> {
    private final Combination combination;
    private final List<Part<S>> parts;
    private final Map<S, Known> known = new ConcurrentHashMap<>();

    /** How parts are combined. */
    public enum Combination {
        /** Σ wᵢ·xᵢ. */
        SUM,
        /** Π xᵢ^wᵢ. */
        PRODUCT
    }

    /**
     * One of several rewards.
     *
     * @param name what it is called; one with details brings names of its own
     * @param reward the raw reward
     * @param limits what is scaled to 0 and 1
     * @param weight the factor of a sum or the power of a product, positive and finite
     * @param <S> the type of a terminal state
     */
    public record Part<S>(String name, Reward<S> reward, Limits limits, double weight) {

        /**
         * Makes a part.
         *
         * @throws IllegalArgumentException if the weight is out of its range
         */
        public Part {
            Checks.requirePositive("a weight", weight);
        }

        private List<String> names() {
            return reward.detailed().map(DetailedReward::parts).orElse(List.of(name));
        }
    }

    private record Known(double value, RewardDetail detail) {}

    /**
     * Makes a combination, which closes its parts where they can be closed.
     *
     * @param combination how they are combined
     * @param parts at least one
     * @throws IllegalArgumentException if there is no part
     */
    public CombinedReward(Combination combination, List<Part<S>> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a combination must have at least one part, but has none");
        }
        this.combination = combination;
        this.parts = List.copyOf(parts);
    }

    @Override
    public double[] evaluate(List<S> objects) {
        Set<S> fresh = new LinkedHashSet<>(objects);
        fresh.removeIf(known::containsKey);
        if (!fresh.isEmpty()) {
            learn(List.copyOf(fresh));
        }
        return objects.stream()
                .mapToDouble(object -> Objects.requireNonNull(known.get(object)).value)
                .toArray();
    }

    private void learn(List<S> objects) {
        double[][] rewards = new double[parts.size()][];
        for (int part = 0; part < parts.size(); part++) {
            rewards[part] = parts.get(part).reward.evaluate(objects);
        }
        for (int i = 0; i < objects.size(); i++) {
            S object = objects.get(i);
            List<Double> numbers = new ArrayList<>();
            double[] own = new double[parts.size()];
            String failure = null;
            for (int part = 0; part < parts.size(); part++) {
                own[part] = rewards[part][i];
                Optional<RewardDetail> detail =
                        parts.get(part).reward.detailed().flatMap(reward -> reward.detail(object));
                if (detail.isPresent()) {
                    numbers.addAll(detail.get().parts());
                    failure = failure == null ? detail.get().failure() : failure;
                } else {
                    numbers.add(Double.isFinite(own[part]) ? own[part] : Double.NaN);
                }
            }
            known.putIfAbsent(object, new Known(combine(own), new RewardDetail(numbers, failure)));
        }
    }

    private double combine(double[] rewards) {
        if (Arrays.stream(rewards).anyMatch(reward -> reward == Double.NEGATIVE_INFINITY || Double.isNaN(reward))) {
            return Double.NEGATIVE_INFINITY;
        }
        double combined = combination == Combination.SUM ? 0 : 1;
        for (int part = 0; part < rewards.length; part++) {
            double scaled = parts.get(part).limits.scale(rewards[part]);
            double weight = parts.get(part).weight;
            combined =
                    combination == Combination.SUM ? combined + weight * scaled : combined * Math.pow(scaled, weight);
        }
        return combined;
    }

    @Override
    public List<String> parts() {
        return parts.stream().flatMap(part -> part.names().stream()).toList();
    }

    @Override
    public Optional<RewardDetail> detail(S object) {
        @Nullable Known found = known.get(object);
        return Optional.ofNullable(found).map(Known::detail);
    }

    @Override
    public void remember(S object, RewardDetail detail) {
        if (detail.parts().size() != parts().size()) {
            throw new IllegalArgumentException("a reward of " + parts().size() + " parts got "
                    + detail.parts().size() + " numbers");
        }
        double[] own = new double[parts.size()];
        int next = 0;
        for (int part = 0; part < own.length; part++) {
            Part<S> each = parts.get(part);
            List<Double> numbers =
                    detail.parts().subList(next, next + each.names().size());
            next += numbers.size();
            Optional<DetailedReward<S>> detailed = each.reward.detailed();
            if (detailed.isPresent()) {
                detailed.get().remember(object, new RewardDetail(numbers, detail.failure()));
                own[part] = each.reward.evaluate(List.of(object))[0];
            } else {
                own[part] = numbers.get(0);
            }
        }
        known.put(object, new Known(combine(own), detail));
    }

    @Override
    public boolean isOutside() {
        return parts.stream()
                .anyMatch(part ->
                        part.reward.detailed().filter(DetailedReward::isOutside).isPresent());
    }

    @Override
    public void start() {
        parts.forEach(part -> part.reward.detailed().ifPresent(DetailedReward::start));
    }

    @Override
    public RewardCounts counts() {
        RewardCounts sum = RewardCounts.ZERO;
        for (Part<S> part : parts) {
            sum = sum.plus(part.reward.detailed().map(DetailedReward::counts).orElse(RewardCounts.ZERO));
        }
        return sum;
    }

    @Override
    public void stopWaiting() {
        parts.forEach(part -> part.reward.detailed().ifPresent(DetailedReward::stopWaiting));
    }

    @Override
    public void close() {
        for (Part<S> part : parts) {
            if (part.reward instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException("the reward '" + part.name + "' cannot be closed", e);
                }
            }
        }
    }
}
