package org.gfn4j.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gfn4j.model.AdamParameters;
import org.gfn4j.model.JoinedGroup;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.StepSettings;
import org.gfn4j.storage.Tensor;

/**
 * The weights of a network on libtorch, moved by core's Adam where they are, in native memory. It owns the weights of its
 * layers, and closing it frees them.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TorchParameters extends AdamParameters implements AutoCloseable {
    private final List<Weight> weights;
    private long version;

    /**
     * Takes over the weights of some layers.
     *
     * @param name what the counter of steps is called, as a model may have several
     * @param groups the layers of each group, in order; their weights are called {@code GROUP.WEIGHT}
     * @throws IllegalArgumentException if there is no weight at all
     */
    public TorchParameters(String name, Map<String, ? extends Layer> groups) {
        this(
                name,
                groups.entrySet().stream()
                        .map(group -> group(group.getKey(), group.getValue()))
                        .toList());
    }

    private TorchParameters(String name, List<JoinedGroup<Weight>> groups) {
        super(name, groups);
        weights = groups.stream().flatMap(group -> group.parts().stream()).toList();
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("parameters must hold a weight, but "
                    + groups.stream().map(JoinedGroup::name).toList() + " have none");
        }
    }

    private static JoinedGroup<Weight> group(String name, Layer layer) {
        List<Weight> weights = new ArrayList<>();
        layer.weights().forEach((weight, tensor) -> weights.add(new Weight(name + "." + weight, tensor)));
        return new JoinedGroup<>(name, weights);
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
        return Math.sqrt(
                weights.stream().mapToDouble(Weight::squaredGradientNorm).sum());
    }

    @Override
    public void step(Map<String, StepSettings> settings, double gradientScale) {
        version++;
        super.step(settings, gradientScale);
    }

    @Override
    public void restore(Map<String, Tensor> values) {
        version++;
        super.restore(values);
    }

    @Override
    public void approach(Parameters other, double share) {
        version++;
        super.approach(other, share);
    }

    /** Frees the weights; nothing can be computed with them afterwards. */
    @Override
    public void close() {
        weights.forEach(Weight::close);
    }
}
