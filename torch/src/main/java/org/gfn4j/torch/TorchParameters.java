package org.gfn4j.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.StepSettings;
import org.gfn4j.network.Adam;
import org.gfn4j.storage.LongTensor;
import org.gfn4j.storage.Tensor;
import org.gfn4j.storage.TensorForms;

/**
 * The weights of a network on libtorch, moved by core's {@link Adam}, whose moments lie in Java arrays. It owns the
 * weights of its layers, and closing it frees them.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TorchParameters implements Parameters, AutoCloseable {
    private static final String FIRST = "first.";
    private static final String SECOND = "second.";

    private final String stepsName;
    private final List<Group> groups;
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private long steps;
    private long version;

    /**
     * Takes over the weights of some layers.
     *
     * @param name what the counter of steps is called, as a model may have several
     * @param groups the layers of each group, in order; their weights are called {@code GROUP.WEIGHT}
     * @throws IllegalArgumentException if there is no weight at all
     */
    public TorchParameters(String name, Map<String, ? extends Layer> groups) {
        stepsName = "steps." + name;
        List<Group> all = new ArrayList<>();
        groups.forEach((group, layer) -> {
            List<Weight> own = new ArrayList<>();
            layer.weights().forEach((weight, tensor) -> {
                Weight made = new Weight(tensor);
                own.add(made);
                weights.put(group + "." + weight, made);
            });
            all.add(new Group(group, own));
        });
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("parameters must hold a weight, but " + groups.keySet() + " have none");
        }
        this.groups = List.copyOf(all);
    }

    /** Some weights as one flat group. */
    private record Group(String name, List<Weight> weights) implements ParameterGroup {

        private <T> T at(long index, WeightFunction<T> function) {
            long left = index;
            for (Weight weight : weights) {
                if (left < weight.size()) {
                    return function.apply(weight, left);
                }
                left -= weight.size();
            }
            throw new IndexOutOfBoundsException("parameter " + index + " of " + name + ", which has " + size());
        }

        @Override
        public long size() {
            return weights.stream().mapToLong(Weight::size).sum();
        }

        @Override
        public double value(long index) {
            return at(index, Weight::value);
        }

        @Override
        public void setValue(long index, double value) {
            at(index, (weight, place) -> {
                weight.setValue(place, value);
                return weight;
            });
        }

        @Override
        public double gradient(long index) {
            return at(index, Weight::gradient);
        }
    }

    /** What is done at a place of a weight. */
    private interface WeightFunction<T> {
        T apply(Weight weight, long place);
    }

    @Override
    public List<ParameterGroup> groups() {
        return List.copyOf(groups);
    }

    /**
     * Returns a number that is another after every change of the values through this object, so that a computation can
     * tell whether it is out of date.
     *
     * @return the number of changes so far; changes through {@link ParameterGroup#setValue} do not count
     */
    public long version() {
        return version;
    }

    @Override
    public double gradientNorm() {
        return Math.sqrt(weights.values().stream()
                .mapToDouble(Weight::squaredGradientNorm)
                .sum());
    }

    @Override
    public void step(Map<String, StepSettings> settings, double gradientScale) {
        List<Adam> moves = groups.stream()
                .map(group -> StepSettings.of(settings, group.name()))
                .map(own -> new Adam(steps + 1, own.learningRate(), own.weightDecay()))
                .toList();
        steps++;
        version++;
        for (int group = 0; group < moves.size(); group++) {
            for (Weight weight : groups.get(group).weights()) {
                weight.step(moves.get(group), gradientScale);
            }
        }
    }

    @Override
    public Map<String, Tensor> values() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.forEach((name, weight) -> tensors.put(name, weight.copy()));
        return tensors;
    }

    @Override
    public Map<String, Tensor> optimiserState() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        weights.forEach((name, weight) -> state.put(FIRST + name, weight.copy(weight.first())));
        weights.forEach((name, weight) -> state.put(SECOND + name, weight.copy(weight.second())));
        state.put(stepsName, Tensor.of(new long[] {steps}, 1));
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> values) {
        TensorForms.require(values(), values);
        version++;
        weights.forEach((name, weight) -> {
            weight.set(of(values, name));
            weight.clearGradient();
        });
    }

    @Override
    public void restoreOptimiser(Map<String, Tensor> state) {
        TensorForms.require(optimiserState(), state);
        long restored = ((LongTensor) of(state, stepsName)).values()[0];
        if (restored < 0) {
            throw new IllegalArgumentException(stepsName + " must be at least 0, but is " + restored);
        }
        steps = restored;
        weights.forEach((name, weight) -> {
            weight.first().set(of(state, FIRST + name));
            weight.second().set(of(state, SECOND + name));
            weight.clearGradient();
        });
    }

    private static Tensor of(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name));
    }

    @Override
    public void approach(Parameters other, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share must be between 0 and 1, but is " + share);
        }
        if (!(other instanceof TorchParameters that) || !isLike(that)) {
            throw new IllegalArgumentException("parameters can only approach those of the same engine with " + values()
                    + ", but these are of " + other.getClass().getName() + " with " + other.values());
        }
        version++;
        weights.forEach((name, weight) -> weight.approach(Objects.requireNonNull(that.weights.get(name)), share));
    }

    private boolean isLike(TorchParameters that) {
        List<String> names = List.copyOf(weights.keySet());
        return names.equals(List.copyOf(that.weights.keySet()))
                && IntStream.range(0, names.size())
                        .allMatch(i -> Objects.requireNonNull(weights.get(names.get(i)))
                                .hasFormOf(Objects.requireNonNull(that.weights.get(names.get(i)))));
    }

    /** Frees the weights; nothing can be computed with them afterwards. */
    @Override
    public void close() {
        weights.values().forEach(Weight::close);
    }
}
