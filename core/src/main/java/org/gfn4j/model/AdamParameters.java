package org.gfn4j.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.LongTensor;
import org.gfn4j.storage.Tensor;
import org.gfn4j.storage.TensorForms;

/**
 * Parameters that Adam moves.
 *
 * <p>Thread-safety: confined to one thread.
 */
public class AdamParameters implements Parameters {
    private static final String FIRST = "first.";
    private static final String SECOND = "second.";

    private final String stepsName;
    private final List<AdamGroup> groups;
    private long steps;

    /**
     * Makes parameters.
     *
     * @param name what the counter of steps is called, as a model may have several
     * @param groups the groups
     */
    public AdamParameters(String name, List<? extends AdamGroup> groups) {
        this.stepsName = "steps." + name;
        this.groups = List.copyOf(groups);
    }

    @Override
    public List<ParameterGroup> groups() {
        return List.copyOf(groups);
    }

    @Override
    public double gradientNorm() {
        return Math.sqrt(
                groups.stream().mapToDouble(AdamGroup::squaredGradientNorm).sum());
    }

    @Override
    public void step(Map<String, StepSettings> settings, double gradientScale) {
        List<Adam> moves = groups.stream()
                .map(group -> StepSettings.of(settings, group.name()))
                .map(own -> Adam.step(steps + 1, own.learningRate(), own.weightDecay()))
                .toList();
        steps++;
        for (int group = 0; group < moves.size(); group++) {
            groups.get(group).step(moves.get(group), gradientScale);
        }
    }

    @Override
    public Map<String, Tensor> values() {
        return copy(Quantity.VALUE, "");
    }

    @Override
    public Map<String, Tensor> optimiserState() {
        Map<String, Tensor> state = copy(Quantity.FIRST_MOMENT, FIRST);
        state.putAll(copy(Quantity.SECOND_MOMENT, SECOND));
        state.put(stepsName, Tensor.of(new long[] {steps}, 1));
        return state;
    }

    private Map<String, Tensor> copy(Quantity quantity, String prefix) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (AdamGroup group : groups) {
            group.copy(quantity).forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
        return tensors;
    }

    @Override
    public void restore(Map<String, Tensor> values) {
        requireValues(values);
        set(Quantity.VALUE, "", values);
        groups.forEach(AdamGroup::clearGradients);
    }

    @Override
    public void restoreOptimiser(Map<String, Tensor> state) {
        requireOptimiserState(state);
        set(Quantity.FIRST_MOMENT, FIRST, state);
        set(Quantity.SECOND_MOMENT, SECOND, state);
        steps = stepsOf(state);
        groups.forEach(AdamGroup::clearGradients);
    }

    private void set(Quantity quantity, String prefix, Map<String, Tensor> tensors) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), tensor);
            }
        });
        groups.forEach(group -> group.set(quantity, own));
    }

    private long stepsOf(Map<String, Tensor> state) {
        return ((LongTensor) Objects.requireNonNull(state.get(stepsName))).values()[0];
    }

    /** Refuses what {@link #restore} refuses. */
    final void requireValues(Map<String, Tensor> values) {
        TensorForms.require(values(), values);
    }

    /** Refuses what {@link #restoreOptimiser} refuses. */
    final void requireOptimiserState(Map<String, Tensor> state) {
        TensorForms.require(optimiserState(), state);
        if (stepsOf(state) < 0) {
            throw new IllegalArgumentException(stepsName + " must be at least 0, but is " + stepsOf(state));
        }
    }

    @Override
    public void approach(Parameters other, double share) {
        requireShare(share);
        if (!(other instanceof AdamParameters that) || !isLike(that)) {
            throw new IllegalArgumentException("parameters can only approach those of the same engine with " + values()
                    + ", but these are of " + other.getClass().getName() + " with " + other.values());
        }
        for (int group = 0; group < groups.size(); group++) {
            groups.get(group).approach(that.groups.get(group), share);
        }
    }

    private boolean isLike(AdamParameters that) {
        return groups.size() == that.groups.size()
                && IntStream.range(0, groups.size())
                        .allMatch(group -> groups.get(group).isLike(that.groups.get(group)));
    }

    /** Refuses a share that is not in [0, 1]. */
    static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share must be between 0 and 1, but is " + share);
        }
    }
}
