package org.gfn4j.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gfn4j.network.Adam;
import org.gfn4j.network.DenseLayer;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Tensor;

/**
 * The weights of a linear layer as a group, {@code NAME.weight} and {@code NAME.bias}.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param name the name of the group
 * @param layer the layer
 */
record LinearGroup(String name, DenseLayer layer) implements AdamGroup {

    /** Makes a group of layers that are called by their numbers. */
    static AdamGroup numbered(String name, List<DenseLayer> layers) {
        return new JoinedGroup<>(
                name,
                IntStream.range(0, layers.size())
                        .mapToObj(number -> new LinearGroup(name + "." + number, layers.get(number)))
                        .toList());
    }

    @Override
    public long size() {
        return layer.size();
    }

    @Override
    public double value(long index) {
        return layer.value(index);
    }

    @Override
    public void setValue(long index, double value) {
        layer.setValue(index, (float) value);
    }

    @Override
    public double gradient(long index) {
        return layer.gradient(index);
    }

    @Override
    public double squaredGradientNorm() {
        return layer.squaredGradientNorm();
    }

    @Override
    public void step(Adam adam, double gradientScale) {
        layer.step(adam, gradientScale);
    }

    @Override
    public Map<String, Tensor> copy(Quantity quantity) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(name + ".weight", layer.weight(quantity));
        tensors.put(name + ".bias", layer.bias(quantity));
        return tensors;
    }

    @Override
    public void set(Quantity quantity, Map<String, Tensor> tensors) {
        FloatTensor weight = (FloatTensor) Objects.requireNonNull(tensors.get(name + ".weight"));
        FloatTensor bias = (FloatTensor) Objects.requireNonNull(tensors.get(name + ".bias"));
        layer.set(quantity, weight, bias);
    }

    @Override
    public void clearGradients() {
        layer.clearGradients();
    }

    @Override
    public boolean isLike(AdamGroup other) {
        return other instanceof LinearGroup that && name.equals(that.name) && layer.hasShapeOf(that.layer);
    }

    @Override
    public void approach(AdamGroup other, double share) {
        layer.approach(((LinearGroup) other).layer, share);
    }
}
