package org.gfn4j.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Linear;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Tensor;

/**
 * The weights of some layers as one flat group.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param name the name of the group
 * @param layerNames how the names of each layer's tensors start
 * @param layers the layers
 */
record LayerGroup(String name, List<String> layerNames, List<Linear> layers) implements AdamGroup {

    /** Makes a group whose layers are called by their numbers. */
    static LayerGroup numbered(String name, List<Linear> layers) {
        return new LayerGroup(
                name,
                IntStream.range(0, layers.size())
                        .mapToObj(layer -> name + "." + layer)
                        .toList(),
                layers);
    }

    /** Makes a group of one layer, which is called as the group is. */
    static LayerGroup single(String name, Linear layer) {
        return new LayerGroup(name, List.of(name), List.of(layer));
    }

    /** A place in one of the layers. */
    private record Place(Linear layer, long index) {}

    private Place place(long index) {
        long left = index;
        for (Linear layer : layers) {
            if (left < layer.size()) {
                return new Place(layer, left);
            }
            left -= layer.size();
        }
        throw new IndexOutOfBoundsException("parameter " + index + " of " + name + ", which has " + size());
    }

    @Override
    public long size() {
        return layers.stream().mapToLong(Linear::size).sum();
    }

    @Override
    public double value(long index) {
        Place place = place(index);
        return place.layer().value(place.index());
    }

    @Override
    public void setValue(long index, double value) {
        Place place = place(index);
        place.layer().setValue(place.index(), (float) value);
    }

    @Override
    public double gradient(long index) {
        Place place = place(index);
        return place.layer().gradient(place.index());
    }

    @Override
    public double squaredGradientNorm() {
        return layers.stream().mapToDouble(Linear::squaredGradientNorm).sum();
    }

    @Override
    public void step(Adam adam, double gradientScale) {
        layers.forEach(layer -> layer.step(adam, gradientScale));
    }

    @Override
    public Map<String, Tensor> copy(Quantity quantity) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            tensors.put(weightName(layer), layers.get(layer).weight(quantity));
            tensors.put(biasName(layer), layers.get(layer).bias(quantity));
        }
        return tensors;
    }

    @Override
    public void set(Quantity quantity, Map<String, Tensor> tensors) {
        for (int layer = 0; layer < layers.size(); layer++) {
            FloatTensor weight = (FloatTensor) Objects.requireNonNull(tensors.get(weightName(layer)));
            FloatTensor bias = (FloatTensor) Objects.requireNonNull(tensors.get(biasName(layer)));
            layers.get(layer).set(quantity, weight, bias);
        }
    }

    private String weightName(int layer) {
        return layerNames.get(layer) + ".weight";
    }

    private String biasName(int layer) {
        return layerNames.get(layer) + ".bias";
    }

    @Override
    public void clearGradients() {
        layers.forEach(Linear::clearGradients);
    }

    @Override
    public boolean isLike(AdamGroup other) {
        return other instanceof LayerGroup that
                && layerNames.equals(that.layerNames)
                && IntStream.range(0, layers.size())
                        .allMatch(layer -> layers.get(layer).hasShapeOf(that.layers.get(layer)));
    }

    @Override
    public void approach(AdamGroup other, double share) {
        List<Linear> theirs = ((LayerGroup) other).layers;
        for (int layer = 0; layer < layers.size(); layer++) {
            layers.get(layer).approach(theirs.get(layer), share);
        }
    }
}
